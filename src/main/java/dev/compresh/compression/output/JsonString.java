package dev.compresh.compression.output;

import org.jspecify.annotations.Nullable;

/** Raw JSON strings, with their quotes. */
final class JsonString {
  private static final String HEX = "0123456789abcdef";

  private JsonString() {}

  /** {@code raw} as short as JSON allows: letters stand as letters, not as numbers. */
  static String canonical(String raw) {
    if (raw.charAt(0) != '"' || raw.indexOf('\\') < 0) {
      return raw;
    }
    String text = decode(raw);
    return text == null ? raw : encode(text);
  }

  /** The text that {@code raw} represents, null where half a character is in it. */
  static @Nullable String decode(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 1; i < raw.length() - 1; i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      int plain = "\"\\/bfnrt".indexOf(raw.charAt(++i));
      if (plain >= 0) {
        out.append("\"\\/\b\f\n\r\t".charAt(plain));
        continue;
      }
      int unit = raw.charAt(i) == 'u' ? unit(raw, i + 1) : -1;
      if (unit < 0) {
        return null;
      }
      out.append((char) unit);
      i += 4;
    }
    return isWhole(out) ? out.toString() : null;
  }

  /** {@code text} as a JSON string. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int plain = "\"\\\b\f\n\r\t".indexOf(c);
      if (plain >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(plain));
      } else if (isHidden(c)) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 15));
        }
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** Returns whether nobody would see {@code c}. */
  private static boolean isHidden(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0xa0)
        || c == 0xad
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202f)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff;
  }

  private static boolean isWhole(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static int unit(String raw, int from) {
    if (from + 4 > raw.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(raw.charAt(i), 16);
      if (digit < 0 || raw.charAt(i) > 'f') {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
