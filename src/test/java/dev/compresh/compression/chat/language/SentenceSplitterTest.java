package dev.compresh.compression.chat.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I met Dr. Quast. He was kind.",
        "Ich war z.B. in Bonn. Es war schön.",
        "我昨天去了医院。医生很好！",
        "昨日病院に行きました。元気です。",
        "Я живу в Осло. Погода хорошая.",
        "هل أنت بخير؟ نعم أنا بخير",
        "मैं ओस्लो में रहता हूँ। मौसम अच्छा है।",
        "ผมอาศัยอยู่ที่กรุงเทพมหานครมาสิบปีแล้ว อากาศร้อนมากทุกวัน"
      })
  void twoSentencesInAnyScriptAreTwo(String text) {
    assertThat(SentenceSplitter.split(text)).hasSize(2);
  }

  @Test
  void longProseWithoutSpacesIsCutAtItsSentences() {
    String text = "我昨天去了医院看医生，等了很久才轮到我。".repeat(20);
    assertThat(PieceSplitter.split(text)).hasSizeGreaterThan(3);
    assertThat(PieceSplitter.split(text))
        .extracting(TextPiece::text)
        .allMatch(piece -> piece.endsWith("。"));
  }

  @Test
  void wordsKeepTheirMarks() {
    assertThat(WordSplitter.split("मौसम अच्छा है"))
        .extracting(TextWord::text)
        .containsExactly("मौसम", "अच्छा", "है");
    assertThat(WordSplitter.split("آب می‌خواهم"))
        .extracting(TextWord::text)
        .containsExactly("آب", "می‌خواهم");
    assertThat(Stemmer.stem("الاجتماع")).isEqualTo(Stemmer.stem("اجتماع"));
  }
}
