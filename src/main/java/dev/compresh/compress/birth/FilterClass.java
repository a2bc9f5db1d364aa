package dev.compresh.compress.birth;

import dev.compresh.compress.Mode;
import java.util.EnumSet;
import java.util.Set;

/** How much a filter takes away. The class alone decides in which modes a filter runs. */
public enum FilterClass {
  /** What a terminal does not show: control codes, text that was overwritten, padding. */
  INVISIBLE(EnumSet.of(Mode.LOSSLESS, Mode.BALANCED, Mode.MAX)),
  /** Another form of the same text: a decoder gives the original back. */
  REVERSIBLE(EnumSet.of(Mode.LOSSLESS, Mode.BALANCED, Mode.MAX)),
  /** Lines that hold nothing but their number: progress, downloads, passed tests. */
  COUNTED(EnumSet.of(Mode.BALANCED, Mode.MAX)),
  /** Lines of a result that the assistant has already answered to. */
  USED(EnumSet.of(Mode.BALANCED, Mode.MAX)),
  /** Whole old results. */
  STALE(EnumSet.of(Mode.BALANCED, Mode.MAX)),
  /** Closed episodes of a chat. */
  REMEMBERED(EnumSet.of(Mode.BALANCED, Mode.MAX)),
  /** Rows and text that nothing gives back: a marker says what they were. */
  SAMPLED(EnumSet.of(Mode.MAX));

  private final Set<Mode> modes;

  FilterClass(Set<Mode> modes) {
    this.modes = modes;
  }

  /** Whether filters of this class run in {@code mode}. */
  public boolean isAllowedIn(Mode mode) {
    return modes.contains(mode);
  }
}
