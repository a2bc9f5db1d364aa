package dev.compresh.compression.chat.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteAttributionTest {
  private static List<String> before(String text) {
    return QuoteAttribution.attributions(SentenceSplitter.split(text));
  }

  @Test
  void aSentenceInsideAQuotationIsSomebodyElses() {
    assertThat(before("My boss wrote: \"Never deploy on Fridays. Always ask Tom.\" I agree."))
        .containsExactly("", "quoting my boss: ", "");
    assertThat(before("Then Anna said “I sold it. He paid at once. Done.” That was all."))
        .containsExactly("", "quoting Anna: ", "quoting Anna: ", "");
    assertThat(before("„Ich komme nicht. Ich bin krank.“ Das war alles."))
        .containsExactly("", "quoting: ", "");
  }

  @Test
  void wordsInQuotesAndInchesOpenNothing() {
    assertThat(before("He calls it \"art\". I bought a 5\" screen. It works."))
        .containsExactly("", "", "");
  }
}
