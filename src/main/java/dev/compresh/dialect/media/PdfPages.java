package dev.compresh.dialect.media;

/**
 * Counts a PDF's pages by the marks that stand uncompressed at its beginning and its end: the count
 * of its page tree, the number that a linearized file has at its head, or the pages themselves.
 * Where none of them is there, its size tells.
 */
final class PdfPages {
  /** So much of a file is decoded, at its beginning and at its end each. */
  private static final int READ_BYTES = 192 << 10;

  /** A page of text and pictures takes about so many bytes. */
  private static final int PAGE_BYTES = 50_000;

  private static final int MOST = 5_000;

  /** A linearized file says so in its first object. */
  private static final int FIRST_OBJECT = 2_048;

  /** As many nodes of the page tree are looked at; the root has the largest count. */
  private static final int NODES = 2_000;

  /** As far before its type an object's count is looked for. */
  private static final int BEFORE = 256;

  private PdfPages() {}

  /** About how many pages the file has whose base64 text is {@code [from, to)}, at least 1. */
  static int count(byte[] text, int from, int to) {
    int size = (to - from) / 4 * 3;
    PageMarks marks = new PageMarks();
    marks.read(new Base64Source(text, from, to).bytes(READ_BYTES));
    if (size > READ_BYTES) {
      int behind = Math.max(READ_BYTES, size - READ_BYTES);
      marks.read(new Base64Source(text, from + behind / 3 * 4, to).bytes(READ_BYTES));
    }
    boolean isWhole = size <= 2 * READ_BYTES;
    long known = Math.max(marks.tree, Math.max(marks.linear, isWhole ? marks.single : 0));
    long rough = Math.max(marks.single, size / PAGE_BYTES);
    return Math.clamp(known > 0 ? known : rough, 1, MOST);
  }

  /** The page marks found so far. */
  private static final class PageMarks {
    private long tree;
    private long single;
    private long linear;
    private int nodes;

    void read(byte[] piece) {
      int object = 0;
      boolean pages = false;
      for (int i = 0; i < piece.length; i++) {
        if (piece[i] == 'o' && matches(piece, i, "obj") && !matches(piece, i - 3, "end")) {
          object = i;
          pages = false;
        } else if (piece[i] == '/' && matches(piece, i, "/Type")) {
          boolean node = name(piece, i + 5, "/Pages");
          single += !node && name(piece, i + 5, "/Page") ? 1 : 0;
          pages |= node && nodes++ < NODES;
          tree = node && pages ? Math.max(tree, number(piece, object, i, "/Count")) : tree;
        } else if (pages && piece[i] == '/' && matches(piece, i, "/Count")) {
          tree = Math.max(tree, number(piece, i + 6));
        } else if (i < FIRST_OBJECT && matches(piece, i, "/Linearized")) {
          linear = number(piece, i, Math.min(piece.length, i + BEFORE), "/N");
        }
      }
    }
  }

  private static boolean matches(byte[] bytes, int at, String word) {
    if (at < 0 || at + word.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the name that comes after blanks is {@code word}, whole. */
  private static boolean name(byte[] bytes, int from, String word) {
    int at = behindBlanks(bytes, from);
    int end = at + word.length();
    return matches(bytes, at, word) && (end == bytes.length || !isLetter(bytes[end]));
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  /** The number behind {@code word} in the bytes before {@code to}. */
  private static long number(byte[] bytes, int from, int to, String word) {
    for (int i = Math.max(from, to - BEFORE); i < to; i++) {
      boolean whole = i + word.length() >= bytes.length || !isLetter(bytes[i + word.length()]);
      if (matches(bytes, i, word) && whole) {
        return number(bytes, i + word.length());
      }
    }
    return 0;
  }

  private static long number(byte[] bytes, int from) {
    long value = 0;
    for (int at = behindBlanks(bytes, from); at < bytes.length; at++) {
      if (bytes[at] < '0' || bytes[at] > '9' || value > MOST) {
        break;
      }
      value = value * 10 + (bytes[at] - '0');
    }
    return value;
  }

  private static int behindBlanks(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && at < from + 16 && bytes[at] <= ' ') {
      at++;
    }
    return at;
  }
}
