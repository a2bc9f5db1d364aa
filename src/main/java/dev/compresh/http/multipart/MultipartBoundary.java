package dev.compresh.http.multipart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/** The boundary that a content type names. */
public final class MultipartBoundary {
  private static final String TYPE = "multipart/form-data";

  /** RFC 2046, section 5.1.1. */
  private static final int LONGEST = 70;

  private static final String PUNCTUATION = "'()+_,-./:=? ";

  private MultipartBoundary() {}

  /** Returns whether {@code contentType} is a form with parts, whatever its parameters. */
  public static boolean isForm(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().equalsIgnoreCase(TYPE);
  }

  /** The boundary, or null where there is none or it is not one. */
  public static byte @Nullable [] parse(String contentType) {
    String found = null;
    int at = contentType.indexOf(';');
    while (at >= 0 && at < contentType.length()) {
      int equals = contentType.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = contentType.substring(at + 1, equals).strip();
      int from = equals + 1;
      boolean quoted = from < contentType.length() && contentType.charAt(from) == '"';
      int to = contentType.indexOf(quoted ? '"' : ';', quoted ? from + 1 : from);
      if (to < 0) {
        if (quoted) {
          return null;
        }
        to = contentType.length();
      }
      if (name.equalsIgnoreCase("boundary")) {
        if (found != null) {
          return null;
        }
        found =
            quoted ? contentType.substring(from + 1, to) : contentType.substring(from, to).strip();
      }
      at = contentType.indexOf(';', to);
    }
    return found != null && valid(found) ? found.getBytes(US_ASCII) : null;
  }

  private static boolean valid(String boundary) {
    return !boundary.isEmpty()
        && boundary.length() <= LONGEST
        && !boundary.endsWith(" ")
        && boundary.chars().allMatch(MultipartBoundary::allowed);
  }

  private static boolean allowed(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || PUNCTUATION.indexOf(c) >= 0;
  }
}
