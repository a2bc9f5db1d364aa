package dev.compresh.observe.trace;

import org.jspecify.annotations.Nullable;

/**
 * The W3C header {@code traceparent}: the trace that a request belongs to, and the span that caused
 * it.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param isSampled whether the caller records this trace
 */
public record TraceParent(String traceId, String spanId, boolean isSampled) {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  /** Two digits of version, the ids, two digits of flags, and the hyphens between them. */
  private static final int LENGTH = 2 + 1 + TRACE_DIGITS + 1 + SPAN_DIGITS + 1 + 2;

  private static final int SPAN_START = 2 + 1 + TRACE_DIGITS + 1;
  private static final int FLAGS_START = SPAN_START + SPAN_DIGITS + 1;

  /** Returns what {@code header} says; null where it is missing or not valid. */
  public static @Nullable TraceParent parse(@Nullable String header) {
    if (header == null || header.length() < LENGTH || !isFormed(header)) {
      return null;
    }
    String version = header.substring(0, 2);
    boolean isLonger = header.length() > LENGTH;
    if (version.equals("ff") || (isLonger && (version.equals("00") || !hyphen(header, LENGTH)))) {
      return null;
    }
    String traceId = header.substring(3, SPAN_START - 1);
    String spanId = header.substring(SPAN_START, FLAGS_START - 1);
    if (isZero(traceId) || isZero(spanId)) {
      return null;
    }
    int flags = Integer.parseInt(header.substring(FLAGS_START, LENGTH), 16);
    return new TraceParent(traceId, spanId, (flags & 1) == 1);
  }

  private static boolean isFormed(String header) {
    return isHex(header, 0, 2)
        && hyphen(header, 2)
        && isHex(header, 3, SPAN_START - 1)
        && hyphen(header, SPAN_START - 1)
        && isHex(header, SPAN_START, FLAGS_START - 1)
        && hyphen(header, FLAGS_START - 1)
        && isHex(header, FLAGS_START, LENGTH);
  }

  private static boolean hyphen(String text, int place) {
    return text.charAt(place) == '-';
  }

  /** Lower case only, as the standard has it. */
  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  /** Returns the header's value. */
  public String format() {
    return "00-" + traceId + "-" + spanId + (isSampled ? "-01" : "-00");
  }
}
