package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Counts equal JTokkit's, whatever the text and however it is cut. */
@Domain(Texts.class)
class ExactnessTest {

  @Property(tries = 3000)
  void anyTextCountsAsTheOracleCountsIt(@ForAll String text, @ForAll Oracle oracle) {
    assertThat(oracle.tokenizer.count(text)).isEqualTo(oracle.count(text));
  }
}
