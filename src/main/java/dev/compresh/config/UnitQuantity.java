package dev.compresh.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers with a unit, as people write them: {@code 15ms}, {@code 32MiB}. */
final class UnitQuantity {
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<String, Long> BYTES =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30);

  private UnitQuantity() {}

  /** A duration above zero. */
  static Optional<Duration> duration(String text) {
    return number(text, MILLIS).map(Duration::ofMillis);
  }

  /** A size in bytes, above zero. */
  static Optional<Long> bytes(String text) {
    return number(text, BYTES);
  }

  private static Optional<Long> number(String text, Map<String, Long> units) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    @Nullable Long unit = units.get(text.substring(digits).strip());
    if (digits == 0 || digits > 12 || unit == null) {
      return Optional.empty();
    }
    long value = Long.parseLong(text.substring(0, digits));
    return value == 0 || value > Long.MAX_VALUE / unit
        ? Optional.empty()
        : Optional.of(value * unit);
  }
}
