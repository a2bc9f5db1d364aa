package dev.compresh.http.multipart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBoundaryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=abc",
        "Multipart/Form-Data;boundary=\"abc\"",
        "multipart/form-data; charset=utf-8; BOUNDARY=abc ; x=y"
      })
  void boundary_isFound(String type) {
    assertThat(MultipartBoundary.isForm(type)).isTrue();
    assertThat(MultipartBoundary.parse(type)).isEqualTo("abc".getBytes(US_ASCII));
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
    assertThat(MultipartBoundary.parse(type)).isNull();
  }

  @Test
  void longBoundaries_areRefusedInLinearTime() {
    assertThat(MultipartBoundary.parse("multipart/form-data; boundary=" + "a".repeat(71))).isNull();
    assertThat(MultipartBoundary.parse("multipart/form-data; " + ";=\"\"".repeat(25_000))).isNull();
    assertThat(MultipartBoundary.parse("multipart/form-data; boundary=" + "a".repeat(100_000)))
        .isNull();
  }

  @Test
  void otherTypes_areNoForms() {
    assertThat(MultipartBoundary.isForm(null)).isFalse();
    assertThat(MultipartBoundary.isForm("multipart/mixed; boundary=a")).isFalse();
    assertThat(MultipartBoundary.isForm("application/json")).isFalse();
  }
}
