package dev.compresh.compress.birth;

import dev.compresh.compress.Mode;

/** How much a filter takes away. The class alone decides in which modes a filter runs. */
public enum FilterClass {
  /** What a terminal does not show: control codes, text that was overwritten, padding. */
  INVISIBLE(Mode.LOSSLESS),
  /** Another form of the same text: a decoder gives the original back. */
  REVERSIBLE(Mode.LOSSLESS),
  /** Lines that hold nothing but their number: progress, downloads, passed tests. */
  COUNTED(Mode.BALANCED),
  /** Lines of a result that the assistant has already answered to. */
  USED(Mode.BALANCED),
  /** Whole old results. */
  STALE(Mode.BALANCED),
  /** Closed episodes of a chat. */
  REMEMBERED(Mode.BALANCED),
  /** Rows and text that nothing gives back: a marker says what they were. */
  SAMPLED(Mode.MAX);

  private final Mode least;

  FilterClass(Mode least) {
    this.least = least;
  }

  /** Whether filters of this class run in {@code mode}. */
  public boolean isAllowedIn(Mode mode) {
    return mode.compareTo(least) >= 0;
  }
}
