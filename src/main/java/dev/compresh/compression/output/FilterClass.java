package dev.compresh.compression.output;

import dev.compresh.compression.CompressionMode;

/**
 * The class of a filter by how much it removes. The class alone decides in which modes a filter
 * runs.
 */
public enum FilterClass {
  /**
   * Takes away what a terminal does not show: control codes, text that was overwritten, padding.
   */
  INVISIBLE(CompressionMode.LOSSLESS),
  /** Another form of the same text: a decoder gives the original back. */
  REVERSIBLE(CompressionMode.LOSSLESS),
  /** Lines that hold nothing but their number: progress, downloads, passed tests. */
  COUNTED(CompressionMode.BALANCED),
  /** Lines of a result that the assistant has already answered to. */
  USED(CompressionMode.BALANCED),
  /** Whole old results. */
  STALE(CompressionMode.BALANCED),
  /** Closed episodes of a chat. */
  REMEMBERED(CompressionMode.BALANCED),
  /** Rows and text that nothing gives back: a marker says what they were. */
  SAMPLED(CompressionMode.MAX);

  private final CompressionMode least;

  FilterClass(CompressionMode least) {
    this.least = least;
  }

  /** Returns whether filters of this class run in {@code mode}. */
  public boolean isAllowedIn(CompressionMode compressionMode) {
    return compressionMode.compareTo(least) >= 0;
  }
}
