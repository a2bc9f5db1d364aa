package dev.compresh.compression.client;

/** Writes values of scripts as JSON. */
final class ScriptJson {
  private ScriptJson() {}

  static String text(String value) {
    StringBuilder json = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(Character.forDigit(c >> 4, 16));
            json.append(Character.forDigit(c & 15, 16));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  /** The number {@code digits}, or none where JSON has no such number. */
  static String number(String digits, boolean negative) {
    boolean decimal = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean leads = digits.length() > 1 && digits.charAt(0) == '0';
    return !decimal || leads || digits.length() > 15 ? "null" : (negative ? "-" : "") + digits;
  }
}
