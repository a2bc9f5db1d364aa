package dev.compresh.compression.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Examples before the question are instructions, and stay. */
class DemonstrationFoldTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();

  private final Compressor compressor =
      new Compressor(
          TOKENS,
          new PromptTokens(TOKENS),
          compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
          () -> 0,
          64 << 20);

  private static DialogueBodies examples(IntFunction<String> question, IntFunction<String> answer) {
    DialogueBodies chat = new DialogueBodies();
    for (int i = 0; i < 40; i++) {
      chat.say(question.apply(i)).say(answer.apply(i));
    }
    return chat;
  }

  private static String letter(int i) {
    return "Dear harbour office, berth "
        + i
        + " was taken when I came, and the crane "
        + (7 * i)
        + " stood still for hours. The pilot said that nobody had called him. I paid for both "
        + "and would like to have an answer before the month ends, since my boat is in the dock.";
  }

  private CompressionPlan plan(Prompt prompt) {
    return compressor.plan(
        prompt,
        CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS),
        TimeLimit.DEFAULT);
  }

  @Test
  void objectsAsAnswersStay() {
    DialogueBodies chat =
        examples(
            i -> "Letter: " + letter(i),
            i -> "{\"berth\": " + i + ", \"kind\": \"" + (i % 3 == 0 ? "fee" : "delay") + "\"}");
    Prompt prompt = chat.say("Letter: " + letter(99)).prompt(Dialect.CHAT);
    assertThat(plan(prompt).changes()).isEmpty();
  }

  /** Questions with a label, each answered by one block of code and nothing else. */
  @Test
  void blocksOfCodeAsAnswersStay() {
    DialogueBodies chat =
        examples(
            i -> "Frage: " + letter(i),
            i ->
                "```sql\nselect berth, fee, crane from letters where berth = "
                    + i
                    + " and month = 'may' order by fee\n```");
    Prompt prompt = chat.say("Frage: " + letter(99)).prompt(Dialect.CHAT);
    assertThat(plan(prompt).changes()).isEmpty();
  }

  @Test
  void labelsAndWorkedAnswersStay() {
    DialogueBodies words = examples(i -> "邮件：" + letter(i), i -> i % 2 == 0 ? "费用" : "延误");
    assertThat(plan(words.say("邮件：" + letter(99)).prompt(Dialect.CHAT)).changes()).isEmpty();
    DialogueBodies worked =
        examples(
            i -> "Q: how many cranes for " + i + " berths? " + letter(i),
            i -> "Reasoning: a crane serves two berths, so half as many.\nAnswer: " + (i / 2));
    assertThat(plan(worked.say("Q: and for 9?").prompt(Dialect.CHAT)).changes()).isEmpty();
  }

  @Test
  void objectsAsQuestionsStay() {
    DialogueBodies chat =
        examples(
            i -> "{\"id\": " + i + ", \"letter\": \"" + letter(i) + "\"}",
            i -> "A polite reply to letter " + i + ".");
    Prompt prompt = chat.say("{\"id\": 99, \"letter\": \"\"}").prompt(Dialect.CHAT);
    assertThat(plan(prompt).changes()).isEmpty();
  }

  @Test
  void theChatBehindThemIsFolded_andTheyStay() {
    DialogueBodies chat = new DialogueBodies();
    for (int i = 0; i < 6; i++) {
      chat.say("Letter: " + letter(i)).say("{\"berth\": " + i + "}");
    }
    DialogueBodies talk = DialogueBodies.random(3, 60);
    talk.upTo(talk.size() - 1).texts().forEach(chat::say);
    Prompt prompt = chat.prompt(Dialect.CHAT);
    CompressionPlan compressionPlan = plan(prompt);
    assertThat(compressionPlan.changes())
        .isNotEmpty()
        .allMatch(plannedChange -> plannedChange.message() > 12);
    String sent = new String(compressionPlan.apply(prompt), StandardCharsets.UTF_8);
    assertThat(sent).contains(letter(5));
  }

  @Test
  void aChatInPlainWordsIsNoDemonstration() {
    DialogueBodies chat = examples(i -> letter(i), i -> i % 2 == 0 ? "Noted." : "I see.");
    assertThat(plan(chat.say("Which crane stood still?").prompt(Dialect.CHAT)).changes())
        .isNotEmpty();
  }
}
