package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArticleRemoverTest {
  @Test
  void articlesBeforePlainWordsGo() {
    assertThat(ArticleRemover.removeArticles("I bought a boat and the sail for it."))
        .isEqualTo("I bought boat and sail for it.");
  }

  @Test
  void namesNumbersAndQuotationsKeepTheirs() {
    String text = "We saw the Alps on the 5th, and he said \"the end\".";
    assertThat(ArticleRemover.removeArticles(text)).isEqualTo(text);
  }

  @Test
  void otherLanguagesKeepTheirWords() {
    assertThat(ArticleRemover.removeArticles("Vamos a comprar pan."))
        .isEqualTo("Vamos a comprar pan.");
    assertThat(ArticleRemover.removeArticles("Wir denken an morgen."))
        .isEqualTo("Wir denken an morgen.");
  }
}
