package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOptionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void description_hasOneTo120CharactersOnOneLine() {
    assertThat(KeyOptions.named(" x ").description()).isEqualTo("x");
    assertThat(KeyOptions.named("😀".repeat(120)).description()).hasSize(240);
    for (String text : List.of("", "  ", "a\nb", "a\u0000b", "x".repeat(121))) {
      assertThat(catchThrowableOfType(InvalidField.class, () -> KeyOptions.named(text)).field())
          .isEqualTo("description");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 9, 1_000_001})
  void requestsPerMinute_areTenOrMore(int perMinute) {
    assertThatThrownBy(() -> new KeyOptions("k", null, perMinute, null, null, List.of()))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("10");
  }

  @Test
  void models_areNamesOnOneLine() {
    for (String model : List.of("", " ", "gpt\n4")) {
      assertThatThrownBy(() -> new KeyOptions("k", null, 0, null, null, List.of("a", model)))
          .isInstanceOf(InvalidField.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30d, 2026-12-21T12:00:00Z",
    "6m, 2027-05-21T12:00:00Z",
    "1Y, 2027-11-21T12:00:00Z",
    "10y, 2036-11-21T12:00:00Z",
    "2027-01-31, 2027-01-31T00:00:00Z",
    "2027-01-31T10:00:00Z, 2027-01-31T10:00:00Z"
  })
  void expiry_isReadAsUsersWriteIt(String text, Instant end) {
    assertThat(ExpiryDate.parse(text, NOW)).isEqualTo(end);
  }

  @Test
  void expiry_neverIsNone() {
    assertThat(ExpiryDate.parse("never", NOW)).isNull();
    assertThat(ExpiryDate.parse("", NOW)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "30",
        "d",
        "30w",
        "-5d",
        "0d",
        "99999999999d",
        "2147483647y",
        "2026-13-01",
        "2020-01-01",
        "2026-11-21",
        "1-2-3",
        "٣d٣"
      })
  void expiry_anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ExpiryDate.parse(text, NOW)).isInstanceOf(InvalidField.class);
  }
}
