package dev.compresh.token;

import static dev.compresh.token.CharClass.NEWLINE;
import static dev.compresh.token.CharClass.NUMBER;
import static dev.compresh.token.CharClass.SYMBOL;
import static dev.compresh.token.CharClass.WHITE;

/**
 * Cuts text into the pieces within which tokens are merged. A hand-written equal of a vocabulary's
 * published split pattern: no backtracking, each byte is looked at a bounded number of times.
 */
interface PieceSplitRule {

  /**
   * The end of the piece that starts at {@code from}, which is the end of the piece before.
   *
   * @param b valid UTF-8 in {@code [from, to)}
   * @param to end of the text; must be greater than {@code from}
   */
  int end(byte[] b, int from, int to);

  /** {@code \p{N}{1,3}}, from a number on. */
  static int number(byte[] b, int from, int to) {
    int i = from;
    for (int digits = 0; digits < 3; digits++) {
      int found = CharClass.classify(b, i, to);
      if ((found & NUMBER) == 0) {
        break;
      }
      i = CharClass.next(i, found);
    }
    return i;
  }

  /** The start of {@code ' ?[^\s\p{L}\p{N}]+'}: where its symbols end, or -1 if it has none. */
  static int symbols(byte[] b, int from, int to) {
    int first = b[from] == ' ' ? from + 1 : from;
    int end = CharClass.skip(b, first, to, SYMBOL);
    return end > first ? end : -1;
  }

  /**
   * {@code \s*[\r\n]+|\s+(?!\S)|\s+}: up to the last line end of the run; without one, all of the
   * run but the character that goes to the next piece.
   */
  static int whiteSpace(byte[] b, int from, int to) {
    int i = from;
    int lastStart = from;
    int lineEnd = -1;
    while (i < to) {
      int found = CharClass.classify(b, i);
      if ((found & WHITE) == 0) {
        break;
      }
      lastStart = i;
      i = CharClass.next(i, found);
      if ((found & NEWLINE) != 0) {
        lineEnd = i;
      }
    }
    if (lineEnd >= 0) {
      return lineEnd;
    }
    return i == to || lastStart == from ? i : lastStart;
  }

  /**
   * {@code (?i:'s|'t|'re|'ve|'m|'ll|'d)?}: the end of a contraction at {@code i}, or {@code i}. The
   * patterns fold case by Unicode, where the long s (U+017F) is an s.
   */
  static int contraction(byte[] b, int i, int to) {
    if (i + 1 >= to || b[i] != '\'') {
      return i;
    }
    int first = b[i + 1] | 0x20;
    int second = i + 2 < to ? b[i + 2] | 0x20 : 0;
    return switch (first) {
      case 's', 't', 'm', 'd' -> i + 2;
      case 'r', 'v' -> second == 'e' ? i + 3 : i;
      case 'l' -> second == 'l' ? i + 3 : i;
      default -> b[i + 1] == (byte) 0xC5 && b[i + 2] == (byte) 0xBF ? i + 3 : i;
    };
  }
}
