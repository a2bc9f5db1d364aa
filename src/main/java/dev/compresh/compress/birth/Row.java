package dev.compresh.compress.birth;

/**
 * A line of a tool's output, with its line number taken off where it has one.
 *
 * @param number the number that stood before it, -1 where none did
 * @param mark the sign between number and text: an arrow, a tab, a bar, or grep's colon (a match)
 *     and hyphen (context); 0 where there is no number
 * @param gutter number and sign as they were printed
 * @param body the text, to the letter
 */
public record Row(int number, char mark, String gutter, String body) {

  static Row plain(String line) {
    return new Row(-1, '\0', "", line);
  }

  /** Whether a number stood before it. */
  public boolean numbered() {
    return number >= 0;
  }
}
