package dev.compresh.wire.media;

/**
 * Counts a PDF's pages by the marks that stand uncompressed in its first megabyte: the count of its
 * page tree, the number that a linearized file has at its head, or the pages themselves. Where none
 * of them is there, its size tells.
 */
final class PdfPages {
  /** So much of a file is decoded. */
  private static final int READ_BYTES = 1 << 20;

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

  /**
   * About how many pages a file has, at least 1.
   *
   * @param size of the whole file in bytes
   */
  static int count(Base64Source file, long size) {
    byte[] head = file.bytes(READ_BYTES);
    long tree = 0;
    long single = 0;
    long linear = 0;
    int object = 0;
    int nodes = 0;
    boolean pages = false;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 'o' && matches(head, i, "obj") && !matches(head, i - 3, "end")) {
        object = i;
        pages = false;
      } else if (head[i] == '/') {
        if (matches(head, i, "/Type") && name(head, i + 5, "/Pages")) {
          pages = nodes++ < NODES;
          tree = pages ? Math.max(tree, numberBehind(head, object, i, "/Count")) : tree;
        } else if (matches(head, i, "/Type") && name(head, i + 5, "/Page")) {
          single++;
        } else if (pages && matches(head, i, "/Count")) {
          tree = Math.max(tree, number(head, i + 6));
        } else if (i < FIRST_OBJECT && matches(head, i, "/Linearized")) {
          linear = numberBehind(head, i, Math.min(head.length, i + BEFORE), "/N");
        }
      }
    }
    long most = Math.max(tree, Math.max(linear, head.length >= size ? single : 0));
    return (int) Math.clamp(most > 0 ? most : Math.max(single, size / PAGE_BYTES), 1, MOST);
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

  /** Whether the name that stands behind blanks is {@code word}, whole. */
  private static boolean name(byte[] bytes, int from, String word) {
    int at = behindBlanks(bytes, from);
    int end = at + word.length();
    return matches(bytes, at, word) && (end == bytes.length || !isLetter(bytes[end]));
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static long numberBehind(byte[] bytes, int from, int to, String word) {
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
