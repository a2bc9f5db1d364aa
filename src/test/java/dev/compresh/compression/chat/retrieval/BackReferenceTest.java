package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackReferenceTest {
  /** What was said before, in several languages. */
  private final Bm25Index before =
      new PassageFixture()
          .user("Ingrid wohnt in Bergen.", "小明住在上海。", "健太は大阪に住んでいます。", "지민은 부산에 살아요.")
          .user("Kedim Pamuk çok uyuyor.")
          .index;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What did I tell you about the harbour fee?",
        "Which colour does Marisol want?",
        "Remind me of the door code.",
        "List the open invoices.",
        "I want to plan next week, what fits?",
        "Was habe ich dir über die Hafengebühr erzählt?",
        "Wo wohnt Ingrid?",
        "Erinnere mich an den Türcode.",
        "Qu'est-ce que je t'ai dit sur le loyer ?",
        "Où habite Mathilde ?",
        "Rappelle-moi le code de la porte.",
        "¿Dónde vive Marta?",
        "¿Qué te conté sobre el alquiler?",
        "Dove abita mia sorella?",
        "Che cosa ti ho detto del contratto?",
        "Onde mora a minha irmã?",
        "O que eu disse sobre o aluguel?",
        "Waar woont mijn zus?",
        "Wat heb ik je over de huur verteld?",
        "Gdzie mieszka moja siostra?",
        "Co mówiłem o czynszu?",
        "Где живёт моя сестра?",
        "Что я говорил про аренду?",
        "我之前说的门禁密码是什么？",
        "小明住在哪里？",
        "私の姉はどこに住んでいますか。",
        "健太はどこに住んでいる？",
        "제가 말했던 비밀번호가 뭐였지?",
        "지민은 어디에 살아요?",
        "Pamuk nerede uyuyor?"
      })
  void questionsOfWhatWasSaidReferBack(String message) {
    assertThat(BackReference.demand(message, before)).isEqualTo(RecallDemand.ASKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How do people usually wash a canoe?",
        "We settled on blue. How should I go on?",
        "My new desk came today.",
        "Thanks, that helps!",
        "Wie pflegt man ein Kanu im Winter?",
        "Mein neuer Schreibtisch kam heute an.",
        "Danke, das hilft!",
        "Comment nettoyer un canoë en hiver ?",
        "Merci, très bien !",
        "¿Cómo se limpia una canoa en invierno?",
        "Come si pulisce una canoa in inverno?",
        "Como se limpa uma canoa no inverno?",
        "Hoe maak je een kano schoon in de winter?",
        "Jak czyści się kajak w zimie?",
        "Как чистить каноэ зимой?",
        "冬天怎么清洗独木舟？",
        "冬にカヌーを洗うにはどうすればいいですか。",
        "겨울에 카누는 어떻게 씻나요?",
        "Kışın kano nasıl temizlenir?"
      })
  void theWorldAtLargeAndStatementsDoNot(String message) {
    assertThat(BackReference.demand(message, before)).isEqualTo(RecallDemand.NONE);
  }

  @Test
  void whatIsSaidAllTheTimeTellsNothing() {
    PassageFixture passageFixture = new PassageFixture();
    for (int i = 0; i < 20; i++) {
      passageFixture.user("Das Kanu liegt am Steg " + i).assistant("Gut.");
    }
    assertThat(BackReference.demand("Wie pflegt man ein Kanu?", passageFixture.index))
        .isEqualTo(RecallDemand.NONE);
    assertThat(BackReference.demand("Wie pflegt man Steg 7?", passageFixture.index))
        .isEqualTo(RecallDemand.ASKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I was glad that you were there.",
        "Your words helped me, Ingrid!",
        "Ingrid: I know that you live in Bergen.",
        "Ich war froh, dass du da warst."
      })
  void whoTellsSomethingAndPointsBackMentions(String message) {
    assertThat(BackReference.demand(message, before)).isEqualTo(RecallDemand.MENTIONS);
  }

  /** Questions without a name or "you" once got a few lines. */
  @Test
  void aQuestionWithAWordThatWasSaidSeldomAsks() {
    Bm25Index index = new PassageFixture().user("The kickoff is on the 3rd of May.").index;
    assertThat(BackReference.demand("When is the kickoff meeting?", index))
        .isEqualTo(RecallDemand.ASKS);
  }
}
