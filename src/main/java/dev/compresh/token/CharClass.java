package dev.compresh.token;

/**
 * Classes of characters that the split patterns of o200k and cl100k tell apart, as bits, so that a
 * set of classes is a mask.
 *
 * <p>Categories are those of the running JDK's Unicode version; white space is Unicode's {@code
 * White_Space} property.
 */
final class CharClass {
  /** Lu, Lt. */
  static final int UPPER = 1;

  /** Ll. */
  static final int LOWER = 1 << 1;

  /** Lm, Lo: letters that have no case, and so go with either. */
  static final int CASELESS = 1 << 2;

  /** Mn, Mc, Me. */
  static final int MARK = 1 << 3;

  /** Nd, Nl, No. */
  static final int NUMBER = 1 << 4;

  /** White space but CR and LF. */
  static final int SPACE = 1 << 5;

  /** CR and LF. */
  static final int NEWLINE = 1 << 6;

  static final int OTHER = 1 << 7;

  static final int LETTER = UPPER | LOWER | CASELESS;
  static final int WHITE = SPACE | NEWLINE;

  /** {@code [^\s\p{L}\p{N}]}. */
  static final int SYMBOL = MARK | OTHER;

  /** {@code [^\r\n\p{L}\p{N}]}: what may stand before a word, in the word's piece. */
  static final int PREFIX = SYMBOL | SPACE;

  private static final int LENGTH = 8;
  private static final short[] ASCII = ascii();

  private CharClass() {}

  /** The class of the character that starts at {@code b[i]}, with its length for {@link #next}. */
  static int classify(byte[] b, int i) {
    int lead = b[i];
    return lead >= 0 ? ASCII[lead] : beyondAscii(b, i, lead);
  }

  /** As {@link #classify(byte[], int)}; 0, which is in no set, at {@code to}. */
  static int classify(byte[] b, int i, int to) {
    return i < to ? classify(b, i) : 0;
  }

  /** Offset after the character at {@code i} whose class is {@code found}. */
  static int next(int i, int found) {
    return i + (found >>> LENGTH);
  }

  /** Offset after the longest run from {@code i} of characters in the classes of {@code set}. */
  static int skip(byte[] b, int from, int to, int set) {
    int i = from;
    while (i < to) {
      int found = classify(b, i);
      if ((found & set) == 0) {
        break;
      }
      i = next(i, found);
    }
    return i;
  }

  private static int beyondAscii(byte[] b, int i, int lead) {
    if (lead < (byte) 0xE0) {
      return classify((lead & 0x1F) << 6 | low(b[i + 1])) | 2 << LENGTH;
    }
    if (lead < (byte) 0xF0) {
      return classify((lead & 0x0F) << 12 | low(b[i + 1]) << 6 | low(b[i + 2])) | 3 << LENGTH;
    }
    int point = (lead & 7) << 18 | low(b[i + 1]) << 12 | low(b[i + 2]) << 6 | low(b[i + 3]);
    return classify(point) | 4 << LENGTH;
  }

  private static int low(byte continuation) {
    return continuation & 0x3F;
  }

  /** The class of a code point. */
  static int classify(int point) {
    return switch (Character.getType(point)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
      case Character.LOWERCASE_LETTER -> LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> CASELESS;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          MARK;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      case Character.CONTROL -> ofControl(point);
      default -> OTHER;
    };
  }

  private static int ofControl(int point) {
    if (point == '\r' || point == '\n') {
      return NEWLINE;
    }
    // Tab, vertical tab, form feed and NEL are white space; the separators U+001C..1F are not.
    boolean white = (point >= '\t' && point <= '\r') || point == 0x85;
    return white ? SPACE : OTHER;
  }

  private static short[] ascii() {
    short[] classes = new short[128];
    for (int c = 0; c < classes.length; c++) {
      classes[c] = (short) (classify(c) | 1 << LENGTH);
    }
    return classes;
  }
}
