package dev.compresh.http.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a part's head.
 *
 * @param name the field's name
 * @param file whether it is a file: it has a file name, even an empty one
 */
record PartHead(String name, boolean file) {

  /** The head in {@code bytes}, or null where it names no field. */
  static @Nullable PartHead read(byte[] bytes, int length) {
    for (String line : new String(bytes, 0, length, UTF_8).split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        String value = line.substring("content-disposition:".length());
        String name = parameter(value, "name");
        boolean file = parameter(value, "filename") != null || value.contains("filename*=");
        return name == null ? null : new PartHead(name, file);
      }
    }
    return null;
  }

  /**
   * A parameter of {@code form-data; name="…"; filename="…"}. In quotes, browsers write {@code %22}
   * for a quote and others a backslash before it; both are left as they stand.
   */
  private static @Nullable String parameter(String value, String wanted) {
    int at = value.indexOf(';');
    while (at >= 0) {
      int equals = value.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      String name = value.substring(at + 1, equals).strip();
      int from = equals + 1;
      boolean quoted = from < value.length() && value.charAt(from) == '"';
      int to = quoted ? closing(value, from + 1) : value.indexOf(';', from);
      to = to < 0 ? value.length() : to;
      if (name.equalsIgnoreCase(wanted)) {
        return value.substring(quoted ? Math.min(from + 1, to) : from, to).strip();
      }
      at = value.indexOf(';', to);
    }
    return null;
  }

  private static int closing(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      if (value.charAt(i) == '\\') {
        i++;
      } else if (value.charAt(i) == '"') {
        return i;
      }
    }
    return -1;
  }
}
