package dev.compresh.compression.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TagCloudTest {

  private static List<String> forms(TagCloud cloud) {
    return cloud.tags().stream().map(CloudTag::form).toList();
  }

  private static long weight(TagCloud cloud, String form) {
    return cloud.tags().stream()
        .filter(cloudTag -> cloudTag.form().equals(form))
        .mapToLong(CloudTag::weight)
        .findFirst()
        .orElse(0);
  }

  @Test
  void said_keepsTermsWithoutStopWords() {
    TagCloud cloud = TagCloud.EMPTY.said(true, "Could you look at the harbour invoice with me?");
    assertThat(forms(cloud)).contains("harbour", "invoice").doesNotContain("the", "with", "you");
    assertThat(cloud.turns()).isEqualTo(1);
  }

  @Test
  void said_joinsFormsAndKeepsTheMostFrequent() {
    TagCloud cloud =
        TagCloud.EMPTY
            .said(true, "two cranes here")
            .said(false, "the crane, that crane, any crane")
            .said(true, "my crane");
    assertThat(forms(cloud)).contains("crane").doesNotContain("cranes");
    assertThat(cloud.tags().getFirst().form()).isEqualTo("crane");
  }

  @Test
  void said_countsNamesAndIdentifiersTwice() {
    TagCloud cloud = TagCloud.EMPTY.said(true, "we met Anna, then renamed parseBody and max_size");
    assertThat(weight(cloud, "Anna")).isEqualTo(2 * weight(cloud, "renamed"));
    assertThat(forms(cloud)).contains("parseBody", "max_size");
  }

  @Test
  void said_takesASentencesFirstWordForNoName() {
    TagCloud cloud = TagCloud.EMPTY.said(true, "Gardens are fine. Roses bloom.");
    assertThat(forms(cloud)).contains("gardens", "roses");
  }

  @Test
  void aTermNotSaidAgain_isAtHalfItsWeightAfterElevenTurns() {
    TagCloud cloud = TagCloud.EMPTY.said(true, "harbour");
    long before = weight(cloud, "harbour");
    for (int i = 0; i < 11; i++) {
      cloud = cloud.said(true, "pear");
    }
    assertThat(weight(cloud, "harbour")).isBetween(before * 45 / 100, before / 2);
    for (int i = 0; i < 100; i++) {
      cloud = cloud.said(true, "pear");
    }
    assertThat(forms(cloud)).containsExactly("pear");
  }

  @Test
  void aPastedText_countsAWordThreeTimesAtMost() {
    TagCloud cloud = TagCloud.EMPTY.said(true, "error ".repeat(1_000) + "harbour");
    assertThat(weight(cloud, "error")).isEqualTo(3 * weight(cloud, "harbour"));
  }

  @Test
  void cjk_isCutIntoPairsWithoutGrammar() {
    TagCloud cloud = TagCloud.EMPTY.said(true, "東京の天気はどうですか。東京に行きます。");
    assertThat(forms(cloud)).contains("東京", "天気").doesNotContain("です", "京の");
    assertThat(cloud.tags().getFirst().form()).isEqualTo("東京");
  }

  @Test
  void otherLanguages_loseTheirFunctionWords() {
    TagCloud cloud =
        TagCloud.EMPTY.said(true, "Ich habe die Rechnung für den Hafen noch nicht bezahlt.");
    assertThat(forms(cloud)).contains("Rechnung", "Hafen").doesNotContain("ich", "die", "nicht");
  }

  @Test
  void secretsAndAddresses_areNoTerms() {
    String[] secrets = {
      "sk-proj-Ab3dE9fGh1JkLmN0pQrS",
      "comp_aB3dE9fGh1JkLmN0pQrStUvWxYz",
      "4111111111111111",
      "anna.smith@example.com",
      "https://intranet.example.com/private?x=1",
      "password=correcthorse",
      "9f86d081884c7d659a2feaa0c55ad015",
      "f47ac10b-58cc-4372-a567-0e02b2c3d479",
      "AKIAIOSFODNNEXAMPLE"
    };
    TagCloud cloud = TagCloud.EMPTY.said(true, "use " + String.join(" or ", secrets) + " gently");
    assertThat(forms(cloud)).containsExactlyInAnyOrder("use", "password", "gently");
  }

  @Test
  void whatStandsBehindAWordForSecrets_isNoTerm() {
    String text =
        "My password is hunter2 and the token: wanderlust. Our PIN was Mozart, mein Passwort ist "
            + "Sonnenblume. The harbour is open.";
    TagCloud cloud = TagCloud.EMPTY.said(true, text);
    assertThat(forms(cloud)).contains("password", "PIN", "harbour");
    assertThat(forms(cloud)).doesNotContain("hunter2", "wanderlust", "Mozart", "Sonnenblume");
  }

  @Test
  void size_isBounded() {
    Random random = new Random(7);
    TagCloud cloud = TagCloud.EMPTY;
    for (int turn = 0; turn < 50; turn++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        for (int c = 0; c < 6; c++) {
          text.append((char) ('a' + random.nextInt(26)));
        }
        text.append(' ');
      }
      cloud = cloud.said(turn % 2 == 0, text.toString());
    }
    assertThat(cloud.tags()).hasSize(TagCloud.MOST);
    assertThat(cloud.top(64)).hasSize(64);
    assertThat(cloud.tags()).isSortedAccordingTo((a, b) -> Long.compare(b.weight(), a.weight()));
  }
}
