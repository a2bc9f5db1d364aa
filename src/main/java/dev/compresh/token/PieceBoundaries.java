package dev.compresh.token;

/**
 * Places in a text at which every split pattern ends a piece, whatever comes before and after: a
 * long text is encoded and counted part by part between them.
 */
final class PieceBoundaries {
  private PieceBoundaries() {}

  /** The last seam in {@code (from, near]}, else the first one after {@code near}, else the end. */
  static int nearestBoundary(String text, int from, int near) {
    for (int i = near; i > from; i--) {
      if (isBoundary(text, i)) {
        return i;
      }
    }
    int i = near + 1;
    while (i < text.length() && !isBoundary(text, i)) {
      i++;
    }
    return Math.min(i, text.length());
  }

  /**
   * Between a visible ASCII character and a space, since a space only ever starts a piece or
   * appears in white space; and between a letter and ASCII that could not go on with its word (only
   * letters, marks and the apostrophe of a contraction can), or punctuation beyond ASCII.
   */
  private static boolean isBoundary(String text, int i) {
    char before = text.charAt(i - 1);
    char after = text.charAt(i);
    if (after == ' ' && before > ' ' && before < 0x7F) {
      return true;
    }
    if (!Character.isLetter(before)) {
      return false;
    }
    return after < 0x80 ? !Character.isLetter(after) && after != '\'' : isPunctuation(after);
  }

  private static boolean isPunctuation(char c) {
    return switch (Character.getType(c)) {
      case Character.START_PUNCTUATION, Character.END_PUNCTUATION, Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
