package dev.compresh.compression.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EpisodicMemoryTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private final Compressor compressor =
      new Compressor(
          TOKENS,
          new PromptTokens(TOKENS),
          compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
          () -> 0,
          64 << 20);

  @Test
  void anOldFactIsRecalledWithItsDate() {
    DialogueBodies chat =
        new DialogueBodies().say("[3 May 2025] My sister Ingrid keeps bees in Bergen.");
    filler(chat);
    String sent = sent(chat.say("Where does Ingrid keep her bees?"), CompressionMode.MAX);
    assertThat(sent).contains("3 May 2025\\nuser: My sister Ingrid keeps bees in Bergen.");
    assertThat(sent).endsWith("Where does Ingrid keep her bees?\"}]}");
  }

  @Test
  void whoSpeaksIsSaidWhereItChanges() {
    DialogueBodies chat = new DialogueBodies().say("[3 May 2025] Ingrid keeps bees.").say("Great!");
    chat.say("Ingrid has tame bees.").say("So I learned about bees.").say("Bees of Ingrid!");
    filler(chat);
    String sent = sent(chat.say("What about the bees of Ingrid?"), CompressionMode.MAX);
    assertThat(sent)
        .contains("user: Ingrid keeps bees.\\nIngrid has tame bees.\\nyou: So I learned about");
  }

  @Test
  void yesterdayIsCarriedWithItsDay() {
    DialogueBodies chat =
        new DialogueBodies()
            .say("[3 May 2025] I sold my sailing boat to Torvald yesterday for 900.");
    filler(chat);
    String sent = sent(chat.say("When did I sell the sailing boat?"), CompressionMode.MAX);
    assertThat(sent).contains("I sold my sailing boat to Torvald yesterday (2025-05-02) for 900.");
  }

  @Test
  void codeComesBackWhole_whereTheQuestionNamesIt() {
    String code = "```python\ndef parseLedger(path):\n    rows = open(path)\n    return rows\n```";
    DialogueBodies chat = new DialogueBodies().say("Here is the importer:\n" + code + "\nKeep it.");
    filler(chat);
    String sent = sent(chat.say("What does parseLedger return?"), CompressionMode.MAX);
    assertThat(sent).contains(code.replace("\n", "\\n"));
  }

  @Test
  void aBlockTooLargeToRecall_isNamed() {
    String log = "2025-03-01 12:00:01 INFO zebra started\n";
    DialogueBodies chat = new DialogueBodies().say("This is the zebra log:\n" + log.repeat(300));
    filler(chat);
    String sent = sent(chat.say("What did the zebra log say?"), CompressionMode.MAX);
    assertThat(sent).contains("[log, 300 lines, turn 1: 2025-03-01 12:00:01 INFO zebra started]");
    assertThat(sent).containsOnlyOnce("INFO zebra started");
  }

  @Test
  void whatWasTakenBackIsNotRecalledAlone() {
    DialogueBodies chat =
        new DialogueBodies().say("My dentist appointment with Dr. Quast is on Tuesday.");
    filler(chat);
    chat.say("Actually, the dentist appointment with Dr. Quast is on Thursday.");
    filler(chat);
    String sent = sent(chat.say("When do I see the dentist?"), CompressionMode.MAX);
    assertThat(sent).contains("dentist appointment with Dr. Quast is on Thursday");
  }

  @Test
  void whoeverHasANameIsCalledByIt() {
    DialogueBodies chat = new DialogueBodies().say("I keep bees in Bergen.");
    filler(chat);
    Prompt prompt =
        chat.say("Where does Ingrid keep bees?").named("Ingrid", 0).prompt(Dialect.CHAT);
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS);
    CompressionPlan compressionPlan = compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
    String sent = new String(compressionPlan.apply(prompt), StandardCharsets.UTF_8);
    assertThat(sent).contains("Ingrid: I keep bees in Bergen.");
  }

  @Test
  void standingRulesAreCarriedWhereTheQuestionPlansAhead() {
    DialogueBodies chat =
        new DialogueBodies().say("By the way, I never work on Thursdays, that's kids' day.");
    filler(chat);
    String sent =
        sent(
            chat.say("I want to plan a workshop next week, what should we do?"),
            CompressionMode.MAX);
    assertThat(sent).contains("I never work on Thursdays");
  }

  @Test
  void shortChatsStayAsTheyAre() {
    Prompt prompt = DialogueBodies.random(7, 5).upTo(9).prompt(Dialect.CHAT);
    CompressionPlan compressionPlan =
        compressor.plan(
            prompt,
            CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS),
            TimeLimit.DEFAULT);
    assertThat(compressionPlan.apply(prompt)).isSameAs(prompt.body());
  }

  @Test
  void aQuestionThatTimeRanOutForGoesWithItsWholeHistoryNotWithGistsAlone() {
    AtomicLong clock = new AtomicLong();
    Compressor late =
        new Compressor(
            TOKENS,
            new PromptTokens(TOKENS),
            compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
            () -> clock.getAndAdd(1_000),
            64 << 20);
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS);
    Prompt known = DialogueBodies.random(7, 60).upTo(119).prompt(Dialect.CHAT);
    assertThat(late.plan(known, compressionPolicy, TimeLimit.DEFAULT).changes()).isNotEmpty();
    for (int nanos = 0; nanos < 12_000; nanos += 1_000) {
      CompressionPlan compressionPlan = late.plan(known, compressionPolicy, new TimeLimit(nanos));
      boolean folded =
          compressionPlan.changes().stream().anyMatch(c -> c.layer() == Layer.CHAT_MEMORY);
      boolean recalled =
          compressionPlan.changes().stream().anyMatch(c -> c.layer() == Layer.RECALL);
      assertThat(folded).isEqualTo(recalled);
    }
    assertThat(late.plan(known, compressionPolicy, new TimeLimit(0)).changes()).isEmpty();
  }

  @Test
  void losslessLeavesChatsAlone() {
    Prompt prompt = DialogueBodies.random(7, 60).upTo(119).prompt(Dialect.CHAT);
    CompressionPlan compressionPlan =
        compressor.plan(
            prompt,
            CompressionPolicy.of(CompressionMode.LOSSLESS, CompressionObjective.TOKENS),
            TimeLimit.DEFAULT);
    assertThat(compressionPlan.changes()).isEmpty();
  }

  @Test
  void theLongerTheChatTheLargerTheShareSaved() {
    assertThat(share(40)).isGreaterThan(share(200));
    assertThat(share(200)).isLessThan(0.3);
  }

  private double share(int turns) {
    DialogueBodies chat = DialogueBodies.random(11, turns);
    Prompt prompt = chat.upTo(chat.size() - 1).prompt(Dialect.CHAT);
    CompressionPlan compressionPlan =
        compressor.plan(
            prompt,
            CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS),
            TimeLimit.DEFAULT);
    return (double) compressionPlan.forwarded() / compressionPlan.original();
  }

  private static void filler(DialogueBodies chat) {
    chat.say("Ok.");
    chat.texts().addAll(DialogueBodies.random(3, 60).texts());
  }

  private String sent(DialogueBodies chat, CompressionMode compressionMode) {
    Prompt prompt = chat.prompt(Dialect.CHAT);
    CompressionPlan compressionPlan =
        compressor.plan(
            prompt,
            CompressionPolicy.of(compressionMode, CompressionObjective.TOKENS),
            TimeLimit.DEFAULT);
    return new String(compressionPlan.apply(prompt), StandardCharsets.UTF_8);
  }
}
