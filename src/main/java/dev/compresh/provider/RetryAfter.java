package dev.compresh.provider;

import dev.compresh.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The time that a provider asks for before it is asked again. */
public final class RetryAfter {
  private static final int DIGITS = 9;

  private RetryAfter() {}

  /**
   * {@code retry-after-ms} (OpenAI), else {@code Retry-After} in seconds or as a date (RFC 9110,
   * section 10.2.3); zero where neither can be read.
   */
  public static Duration parse(Headers headers, Instant now) {
    String millis = headers.first("retry-after-ms");
    long told = millis == null ? -1 : thousandths(millis.strip());
    if (told >= 0) {
      return Duration.ofMillis(told / 1_000);
    }
    String value = headers.first("retry-after");
    if (value == null) {
      return Duration.ZERO;
    }
    long seconds = thousandths(value.strip());
    return seconds >= 0 ? Duration.ofMillis(seconds) : untilDate(value.strip(), now);
  }

  /** A decimal number times 1,000; -1 where it is none. */
  private static long thousandths(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    String rest = dot < 0 ? "" : text.substring(dot + 1);
    if (whole.isEmpty() || whole.length() > DIGITS || !digits(whole) || !digits(rest)) {
      return -1;
    }
    return Long.parseLong(whole) * 1_000 + Long.parseLong((rest + "000").substring(0, 3));
  }

  private static boolean digits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration untilDate(String date, Instant now) {
    Instant at = parsed(date);
    return at == null || at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
  }

  private static @Nullable Instant parsed(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
