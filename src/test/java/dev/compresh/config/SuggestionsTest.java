package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  @Test
  void to_findsTheWordThatWasMeant() {
    assertThat(Suggestions.closest("prot", List.of("host", "port"))).hasValue("port");
    assertThat(Suggestions.closest("zzzzzz", List.of("host", "port"))).isEmpty();
  }

  @Property(seed = "1")
  void distance_isAMetric(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    int ab = Suggestions.distance(a, b);
    assertThat(ab).isEqualTo(Suggestions.distance(b, a));
    assertThat(ab == 0).isEqualTo(a.equals(b));
    assertThat(Suggestions.distance(a, c)).isLessThanOrEqualTo(ab + Suggestions.distance(b, c));
  }
}
