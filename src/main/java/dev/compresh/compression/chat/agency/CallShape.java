package dev.compresh.compression.chat.agency;

/**
 * Tells whether an assistant's text ends by calling something, by shape: a fenced block, an
 * element, an object, labelled lines, or one call alone.
 */
final class CallShape {
  /** Characters of a label such as {@code Action Input:}. */
  private static final int LONGEST_LABEL = 24;

  /** Characters of a text that is one call alone. */
  private static final int LONGEST_CALL = 200;

  /** Characters at the end of a text in which a label has to stand. */
  private static final int TAIL = 4_000;

  private static final String FENCE = "```";

  private CallShape() {}

  /** Returns whether {@code text} ends with a fenced block, as tutors write it, too. */
  static boolean endsInBlock(String text) {
    String bare = text.stripTrailing();
    return bare.endsWith(FENCE) && bare.lastIndexOf(FENCE, bare.length() - 4) >= 0;
  }

  /** Returns whether {@code text} calls something in a form that is none of prose. */
  static boolean isCall(String text) {
    String bare = text.strip();
    return endsInElement(bare) || endsInObject(bare) || isLabelled(bare) || isOneCall(bare);
  }

  private static boolean endsInElement(String text) {
    int close = text.endsWith(">") ? text.lastIndexOf("</") : -1;
    String name = close < 0 ? "" : text.substring(close + 2, text.length() - 1);
    boolean plain =
        !name.isEmpty()
            && name.length() <= LONGEST_LABEL * 2
            && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-:.".indexOf(c) >= 0);
    return plain && text.lastIndexOf("<" + name, close - 1) >= 0;
  }

  private static boolean endsInObject(String text) {
    String bare = endsInBlock(text) ? text.substring(0, text.length() - 3).stripTrailing() : text;
    return bare.endsWith("}") && bare.contains("{") && bare.contains("\":");
  }

  /** Two lines at least that begin with a label, one of them near the end. */
  private static boolean isLabelled(String text) {
    int labels = 0;
    int at = Math.max(0, text.length() - TAIL);
    while (at < text.length() && labels < 2) {
      labels += beginsWithLabel(text, at) ? 1 : 0;
      int feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length() : feed + 1;
    }
    return labels >= 2;
  }

  /** Returns whether a few letters and a colon stand at {@code from}. */
  static boolean beginsWithLabel(String text, int from) {
    int at = from;
    while (at < text.length() && at - from <= LONGEST_LABEL) {
      char c = text.charAt(at);
      if (c == ':' || c == '：') {
        return at > from;
      }
      if (!Character.isLetter(c) && c != ' ' && c != '_' && c != '*' && c != '#') {
        return false;
      }
      at++;
    }
    return false;
  }

  /** {@code search[red shoes]}, {@code open_file("a.c")}. */
  private static boolean isOneCall(String text) {
    int open = 0;
    while (open < text.length()
        && (Character.isLetterOrDigit(text.charAt(open)) || text.charAt(open) == '_')) {
      open++;
    }
    boolean named = open > 1 && open < text.length() && "[(".indexOf(text.charAt(open)) >= 0;
    boolean closed = text.endsWith("]") || text.endsWith(")");
    return named && closed && text.length() <= LONGEST_CALL && text.indexOf('\n') < 0;
  }
}
