package dev.compresh.compression.output;

/**
 * A line of a tool's output, with its line number taken off where it has one.
 *
 * @param number the number that stood before it, -1 where none did
 * @param gutter number and sign as they were printed; empty where there is no number, and where it
 *     is part of the text
 * @param body the text behind them
 */
public record OutputRow(int number, String gutter, String body) {

  static OutputRow plain(String line) {
    return new OutputRow(-1, "", line);
  }

  /** Returns whether a number stood before it. */
  public boolean numbered() {
    return number >= 0;
  }

  /** The whole line as it was printed. */
  public String line() {
    return gutter + body;
  }
}
