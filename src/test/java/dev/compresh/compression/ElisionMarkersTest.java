package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElisionMarkersTest {
  private static final ElisionMarkers MARKERS = ElisionMarkers.of("a secret");

  @Test
  void is_whatItMade() {
    String marker = MARKERS.mark("12 lines same as 5-16 of `sed -n '[a]p'` above");
    assertThat(marker).startsWith("[12 lines").matches(".* ·\\d{6}]");
    assertThat(MARKERS.is(marker)).isTrue();
    assertThat(ElisionMarkers.of("a secret").is(marker)).isTrue();
  }

  @Test
  void is_notWhatOnlyLooksLikeOne() {
    assertThat(MARKERS.is("[12 lines same as 5-16 of x above]")).isFalse();
    assertThat(MARKERS.is("[12 lines same as 5-16 of x above ·123456]")).isFalse();
    assertThat(MARKERS.is(ElisionMarkers.of("another").mark("3 lines cut"))).isFalse();
    assertThat(MARKERS.is(MARKERS.mark("3 lines cut") + " ")).isFalse();
    for (String odd : new String[] {"", "]", "·]", "[·123456]", "[ ·123456]", "·123456]"}) {
      assertThat(MARKERS.is(odd)).isFalse();
      assertThat(MARKERS.isMarked(odd)).isFalse();
    }
  }

  @Test
  void in_amongOtherText() {
    String marker = MARKERS.mark("40 characters cut");
    assertThat(MARKERS.isMarked("data: AAAA" + marker + "\"\nmore")).isTrue();
    assertThat(MARKERS.isMarked("a · b [x] · [" + marker.substring(1, 9))).isFalse();
    assertThat(MARKERS.isMarked("[".repeat(100_000) + " ·123456]".repeat(20_000))).isFalse();
  }

  @Test
  void mark_isTheSameUnderTheSameSecretOnly() {
    assertThat(MARKERS.mark("x")).isEqualTo(ElisionMarkers.of("a secret").mark("x"));
    assertThat(MARKERS.mark("x")).isNotEqualTo(ElisionMarkers.of("b").mark("x"));
  }
}
