package dev.compresh.compression.chat.agency;

/** The shape of a message in a demonstration: what all of its kind have in common. */
final class PairShape {
  /** Characters of an answer that is a mere label. */
  private static final int SHORT = 60;

  /** Characters of a label, colon included. */
  private static final int LONGEST_LABEL = 32;

  /** Names and labels that are distinguished. */
  private static final int MOST = 40;

  private static final String FENCE = "```";

  private PairShape() {}

  /**
   * Returns what an example's question begins with, a label or the names of an object; else empty.
   */
  static String ofQuestion(String text) {
    String bare = text.strip();
    return bare.startsWith("{") || bare.startsWith("[") ? names(bare) : label(bare, 0);
  }

  /**
   * An object's names, a block's language, the labels of lines, or that it is short; else empty.
   */
  static String ofAnswer(String text) {
    String bare = text.strip();
    if (bare.startsWith("{") || bare.startsWith("[")) {
      return names(bare);
    }
    if (CallShape.endsInBlock(bare) && bare.indexOf(FENCE, 3) == bare.length() - 3) {
      int feed = bare.indexOf('\n');
      return bare.startsWith(FENCE) && feed > 0 ? bare.substring(0, feed).strip() : "";
    }
    if (bare.length() <= SHORT) {
      return bare.isEmpty() ? "" : "short";
    }
    StringBuilder labels = new StringBuilder();
    int count = 0;
    for (int at = 0; at < bare.length() && count < MOST; count++) {
      labels.append(label(bare, at));
      int feed = bare.indexOf('\n', at);
      at = feed < 0 ? bare.length() : feed + 1;
    }
    return labels.indexOf(":") < labels.length() - 1 ? labels.toString() : "";
  }

  private static String label(String text, int from) {
    if (!CallShape.beginsWithLabel(text, from)) {
      return "";
    }
    int end = from;
    while (text.charAt(end) != ':' && text.charAt(end) != '：') {
      end++;
    }
    return end - from < LONGEST_LABEL ? text.substring(from, end) + ":" : "";
  }

  /** The names of an object's members, at whatever depth. */
  private static String names(String json) {
    StringBuilder names = new StringBuilder();
    int count = 0;
    int open = json.indexOf('"');
    while (open >= 0 && count < MOST) {
      int close = open + 1;
      while (close < json.length() && json.charAt(close) != '"') {
        close += json.charAt(close) == '\\' ? 2 : 1;
      }
      int next = close + 1;
      while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
        next++;
      }
      if (next < json.length() && json.charAt(next) == ':') {
        names.append(json, open, Math.min(close + 1, json.length()));
        count++;
      }
      open = next >= json.length() ? -1 : json.indexOf('"', next);
    }
    return names.toString();
  }
}
