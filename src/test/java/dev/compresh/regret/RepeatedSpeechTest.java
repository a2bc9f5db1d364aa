package dev.compresh.regret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import org.junit.jupiter.api.Test;

/** Users who say again what was folded. */
class RepeatedSpeechTest {
  private static final String FACT =
      "My landlord Gustavsson wants the deposit of 2450 crowns before Wednesday, by postal order.";

  private final RepeatedSpeech speech = new RepeatedSpeech();

  @Test
  void manyRareWordsOfAFoldedMessage_areARepetition() {
    speech.add(0, FACT);
    speech.add(1, "Understood, I will remind you.");
    String again = "As I said: Gustavsson wants his deposit of 2450 crowns by postal order.";
    assertThat(speech.repeats(again)).isFalse();
    assertThat(speech.fold(0)).isTrue();
    assertThat(speech.fold(0)).isFalse();
    assertThat(speech.repeats(again)).isTrue();
    assertThat(speech.repeats("What did Gustavsson want?")).isFalse();
  }

  @Test
  void whatTheRecallBlockBrought_wasThere() {
    speech.add(0, FACT);
    speech.fold(0);
    speech.recall("user, Monday: " + FACT);
    assertThat(speech.repeats("Gustavsson wants the deposit of 2450 crowns by postal order."))
        .isFalse();
  }

  @Test
  void wordsThatComeOften_sayNothing() {
    for (int i = 0; i < 4; i++) {
      speech.add(i, FACT);
    }
    speech.fold(0);
    assertThat(speech.repeats(FACT)).isFalse();
  }

  @Test
  void scriptsWithoutSpaces_areReadInPairs() {
    speech.add(0, "我的房东要求在星期三之前支付押金两千四百克朗");
    speech.fold(0);
    assertThat(speech.repeats("房东要求星期三之前支付押金")).isTrue();
    assertThat(speech.repeats("今天天气怎么样")).isFalse();
  }

  @Test
  void inAChat_itIsARegretOfItsFolds() {
    SessionWatch watch = new SessionWatch();
    AgentSession chat = new AgentSession().user(FACT);
    assertThat(chat.seenBy(watch).isEmpty()).isTrue();
    chat.assistant("Understood.").fold(0);
    assertThat(chat.user("And my cat?").seenBy(watch).chances())
        .containsEntry(Layer.CHAT_MEMORY, 1);
    chat.assistant("It is fine.").user("I told you: Gustavsson wants the deposit, 2450 crowns.");
    assertThat(chat.seenBy(watch).regrets())
        .extracting(RegretSign::kind)
        .containsExactly(RegretKind.SAID_AGAIN);
  }
}
