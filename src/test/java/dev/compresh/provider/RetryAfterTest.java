package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time that a provider asks for. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static Duration of(String... headers) {
    return RetryAfter.parse(Headers.of(headers), NOW);
  }

  @ParameterizedTest
  @CsvSource({"7,7000", "0,0", "1.5,1500", "0.25,250", " 3 ,3000"})
  void seconds(String value, long millis) {
    assertThat(of("retry-after", value)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void dates() {
    assertThat(of("Retry-After", "Sun, 22 Nov 2026 10:00:09 GMT")).hasSeconds(9);
    assertThat(of("Retry-After", "Sun, 22 Nov 2026 09:00:00 GMT")).isZero();
  }

  @Test
  void milliseconds_goBefore() {
    assertThat(of("retry-after-ms", "340", "retry-after", "1")).isEqualTo(Duration.ofMillis(340));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1e9", "99999999999999999999", "1.x", "", "1,2"})
  void whatCanNotBeRead_isNoWish(String value) {
    assertThat(of("retry-after", value)).isZero();
  }
}
