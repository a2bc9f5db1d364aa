package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.chat.language.PieceSplitter;
import dev.compresh.compression.chat.language.WordSplitter;
import dev.compresh.dialect.MessageRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CueClassifierTest {
  private static PassageTraits traits(String text) {
    return CueClassifier.read(
        PieceSplitter.split(text).getFirst(), WordSplitter.split(text), MessageRole.USER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm allergic to shellfish.",
        "Never email me after six in the evening.",
        "Please always answer in bullet points.",
        "Don't ever suggest pork, I'm Muslim.",
        "I prefer trains to planes.",
        "My wife is vegan.",
        "We decided to go with Postgres.",
        "Next week I have an appointment with the dentist.",
        "Ich bin allergisch gegen Nüsse.",
        "Ruf mich nie vor neun Uhr an.",
        "Wir haben uns für Postgres entschieden.",
        "Je suis allergique aux arachides.",
        "Ne m'appelle jamais avant neuf heures.",
        "Soy alérgico a las nueces.",
        "Nunca me llames antes de las nueve.",
        "我对花生过敏。",
        "请不要在九点以前给我打电话。",
        "私はピーナッツアレルギーです。",
        "九時前には絶対に電話しないでください。",
        "У меня аллергия на орехи."
      })
  void rulesTastesPlansAndDecisionsStand(String text) {
    assertThat(traits(text).standing()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Actually, the dentist is on Thursday, not Tuesday.",
        "I meant Oslo, not Bergen.",
        "Scratch that, make it 40 people.",
        "The deadline has moved to March 9.",
        "It's no longer Anna, Bob runs the project now.",
        "Der Termin wurde auf Donnerstag verschoben.",
        "Finalement, le rendez-vous est jeudi et non mardi.",
        "La reunión se ha movido al jueves.",
        "会议改到周四了。",
        "会議は木曜日に変更になりました。"
      })
  void correctionsStandAndAmend(String text) {
    assertThat(traits(text).amends()).isTrue();
    assertThat(traits(text).standing()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The weather was nice and we walked along the river.",
        "How do I sort a list in Python?",
        "That sounds great, thanks a lot!",
        "I watched a film about whales yesterday.",
        "Das Wetter war schön.",
        "天气很好。",
        "今日は天気がいいです。"
      })
  void smallTalkDoesNot(String text) {
    assertThat(traits(text).standing()).isLessThan(1);
    assertThat(traits(text).amends()).isFalse();
  }
}
