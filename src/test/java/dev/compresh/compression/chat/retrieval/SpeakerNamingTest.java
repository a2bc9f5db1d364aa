package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.chat.language.WordSplitter;
import dev.compresh.dialect.MessageRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose words a question asks for. */
class SpeakerNamingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Where did I leave my bicycle?",
        "Wo habe ich mein Fahrrad gelassen?",
        "Où est-ce que j'ai laissé mon vélo ?",
        "¿Dónde dejé mi bicicleta?",
        "Dove ho lasciato la mia bicicletta?",
        "Onde foi que eu deixei a minha bicicleta?",
        "Waar heb ik mijn fiets gelaten?",
        "Gdzie zostawiłem mój rower?",
        "Где я оставил мой велосипед?",
        "我的自行车在哪里？",
        "私の自転車はどこですか",
        "내 자전거는 어디에 있나요"
      })
  void whoSaysIMeansHimself(String question) {
    assertThat(new SpeakerNaming().meant(WordSplitter.split(question))).isEqualTo(MessageRole.USER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Which recipe was yours?",
        "Welches Rezept war von dir?",
        "Quelle est ta recette pour le gâteau ?",
        "¿Cuál era tu receta?",
        "Qual era la tua ricetta per la torta?",
        "Qual era a tua receita?",
        "Wat was jouw recept?",
        "Jaki był twój przepis?",
        "Какой был твой рецепт?",
        "你的食谱是什么？",
        "당신의 요리법은 무엇인가요"
      })
  void whoSaysYouMeansTheOther(String question) {
    assertThat(new SpeakerNaming().meant(WordSplitter.split(question)))
        .isEqualTo(MessageRole.ASSISTANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What did you advise me to plant?",
        "Where does Ingrid keep bees?",
        "Was hast du mir geraten?",
        "你对我说了什么？"
      })
  void bothOrNeitherPreferNobody(String question) {
    assertThat(new SpeakerNaming().meant(WordSplitter.split(question))).isNull();
  }

  @Test
  void whatTheOneMeantSaidComesBeforeWhatTheOtherRepliedToIt() {
    PassageFixture passageFixture = new PassageFixture();
    for (int i = 0; i < 30; i++) {
      passageFixture.user("The harbour of town " + i + " is quiet.").assistant("Boats rest there.");
    }
    passageFixture.user("I painted the dinghy green in the boathouse.");
    passageFixture.assistant(
        "A dinghy in the boathouse painted green, lovely, paint is a fine thing.");
    RecallQuery recallQuery =
        RecallQuery.of(
            "What did I paint in the boathouse?", passageFixture.index, RankerWeights.DEFAULT);
    double[] scores =
        new Bm25Ranker(passageFixture.index, RankerWeights.DEFAULT).score(recallQuery, id -> true);
    assertThat(Bm25Ranker.best(scores, id -> true, 1)).containsExactly(60);
  }
}
