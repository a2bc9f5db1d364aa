package dev.compresh.compression.output;

import java.util.Map;

/** Signs that HTML writes as words or numbers. */
final class HtmlEntities {
  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "mdash", "—",
          "ndash", "–", "hellip", "…", "copy", "©");

  private static final int LONGEST = 8;

  private HtmlEntities() {}

  static String decode(String text) {
    int at = text.indexOf('&');
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    for (; at >= 0; at = text.indexOf('&', at + 1)) {
      int end = at + 1;
      while (end < text.length() && end - at <= LONGEST && text.charAt(end) != ';') {
        end++;
      }
      boolean closed = end < text.length() && text.charAt(end) == ';';
      String sign = closed ? sign(text.substring(at + 1, end)) : "";
      if (!sign.isEmpty()) {
        out.append(text, kept, at).append(sign);
        kept = end + 1;
      }
    }
    return out.append(text, kept, text.length()).toString();
  }

  private static String sign(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      boolean character = Character.isValidCodePoint(code) && code >= ' ' && !surrogate(code);
      return character ? Character.toString(code) : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private static boolean surrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }
}
