package dev.compresh.cli;

import dev.compresh.account.InvalidField;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Beginnings of a time, as users write them. */
final class TimeSpan {
  private TimeSpan() {}

  /**
   * {@code 30m}, {@code 24h}, {@code 7d}, {@code 4w} before {@code now}, or a date (00:00 UTC).
   *
   * @throws InvalidField for anything else
   */
  static Instant parse(String text, Instant now) {
    String value = text.strip();
    try {
      if (value.indexOf('-') > 0) {
        return LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      if (value.length() > 1) {
        long count = Integer.parseUnsignedInt(value, 0, value.length() - 1, 10);
        Duration unit =
            switch (value.charAt(value.length() - 1)) {
              case 'm' -> Duration.ofMinutes(1);
              case 'h' -> Duration.ofHours(1);
              case 'd' -> Duration.ofDays(1);
              case 'w' -> Duration.ofDays(7);
              default -> throw invalid();
            };
        return now.minus(unit.multipliedBy(count));
      }
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static InvalidField invalid() {
    return new InvalidField(
        "since", "--since must be 30m, 24h, 7d, 4w or a date such as 2026-11-01.");
  }
}
