package dev.compresh.wire.multipart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=abc",
        "Multipart/Form-Data;boundary=\"abc\"",
        "multipart/form-data; charset=utf-8; BOUNDARY=abc ; x=y"
      })
  void boundary_isFound(String type) {
    assertThat(Boundary.isForm(type)).isTrue();
    assertThat(Boundary.of(type)).isEqualTo("abc".getBytes(US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"abc",
        "multipart/form-data; boundary=a;boundary=b",
        "multipart/form-data; boundary=a\u00e9",
        "multipart/form-data; boundary=\"a \""
      })
  void others_areNone(String type) {
    assertThat(Boundary.of(type)).isNull();
  }

  @Test
  void longBoundaries_areRefusedInLinearTime() {
    assertThat(Boundary.of("multipart/form-data; boundary=" + "a".repeat(71))).isNull();
    assertThat(Boundary.of("multipart/form-data; " + ";=\"\"".repeat(25_000))).isNull();
    assertThat(Boundary.of("multipart/form-data; boundary=" + "a".repeat(100_000))).isNull();
  }

  @Test
  void otherTypes_areNoForms() {
    assertThat(Boundary.isForm(null)).isFalse();
    assertThat(Boundary.isForm("multipart/mixed; boundary=a")).isFalse();
    assertThat(Boundary.isForm("application/json")).isFalse();
  }
}
