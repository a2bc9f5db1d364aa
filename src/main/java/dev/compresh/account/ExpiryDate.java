package dev.compresh.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends of life as users write them. */
public final class ExpiryDate {
  private ExpiryDate() {}

  /**
   * {@code never} (null), {@code 30d}, {@code 6m}, {@code 2y} from {@code now} on, a date (00:00
   * UTC at its beginning) or an instant ({@code 2027-01-31T12:00:00Z}).
   *
   * @throws InvalidField for anything else, and for what is past
   */
  public static @Nullable Instant parse(String text, Instant now) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    if (value.isEmpty() || value.equals("never")) {
      return null;
    }
    Instant end;
    try {
      end = value.indexOf('-', 1) > 0 ? date(value) : parseFuture(value, now);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw invalid();
    }
    if (!end.isAfter(now)) {
      throw new InvalidField("expires", "The expiry date is in the past.");
    }
    return end;
  }

  private static Instant date(String value) {
    return value.indexOf('t') > 0
        ? Instant.parse(value.toUpperCase(Locale.ROOT))
        : LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Instant parseFuture(String value, Instant now) {
    int count = Integer.parseInt(value, 0, value.length() - 1, 10);
    Period period =
        switch (value.charAt(value.length() - 1)) {
          case 'd' -> Period.ofDays(count);
          case 'm' -> Period.ofMonths(count);
          case 'y' -> Period.ofYears(count);
          default -> throw invalid();
        };
    return now.atOffset(ZoneOffset.UTC).plus(period).toInstant();
  }

  private static InvalidField invalid() {
    return new InvalidField(
        "expires", "Expiry must be never, 30d, 90d, 6m, 1y, 2y, 10y or a date such as 2027-01-31.");
  }
}
