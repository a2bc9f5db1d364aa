package dev.compresh.compress.birth;

/** Raw JSON strings. */
final class JsonString {
  private JsonString() {}

  /** {@code raw} with letters beyond ASCII written out, where it bears them as numbers. */
  static String plain(String raw) {
    int at = raw.indexOf("\\u");
    if (at < 0 || raw.charAt(0) != '"') {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      int unit = raw.charAt(i + 1) == 'u' ? unit(raw, i + 2) : -1;
      if (unit >= 0xa0 && !Character.isSurrogate((char) unit)) {
        out.append((char) unit);
        i += 5;
      } else {
        // An escape that stays; its second character may be a backslash.
        out.append(c).append(raw.charAt(++i));
      }
    }
    return out.toString();
  }

  private static int unit(String raw, int from) {
    if (from + 4 > raw.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(raw.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
