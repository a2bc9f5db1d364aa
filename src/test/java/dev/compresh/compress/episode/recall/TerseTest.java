package dev.compresh.compress.episode.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerseTest {
  @Test
  void articlesBeforePlainWordsGo() {
    assertThat(Terse.of("I bought a boat and the sail for it."))
        .isEqualTo("I bought boat and sail for it.");
  }

  @Test
  void namesNumbersAndQuotationsKeepTheirs() {
    String text = "We saw the Alps on the 5th, and he said \"the end\".";
    assertThat(Terse.of(text)).isEqualTo(text);
  }

  @Test
  void otherLanguagesKeepTheirWords() {
    assertThat(Terse.of("Vamos a comprar pan.")).isEqualTo("Vamos a comprar pan.");
    assertThat(Terse.of("Wir denken an morgen.")).isEqualTo("Wir denken an morgen.");
  }
}
