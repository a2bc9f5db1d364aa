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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sets an agent's task never becomes a gist. */
class TaskKeeperTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final String TASK =
      "TASK: ferries of line 9 are missing; never touch the archive.";

  private final Compressor compressor =
      new Compressor(
          TOKENS,
          new PromptTokens(TOKENS),
          compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
          () -> 0,
          64 << 20);

  @ParameterizedTest
  @EnumSource(
      value = CompressionMode.class,
      names = {"BALANCED", "MAX"})
  void thePlainTextAgentsSessionStaysWhole(CompressionMode compressionMode) {
    DialogueBodies chat = new DialogueBodies().say(TASK + "\nReply with one command in a fence.");
    act(chat, 60);
    for (CompressionObjective compressionObjective : CompressionObjective.values()) {
      Prompt prompt = chat.prompt(Dialect.CHAT);
      assertThat(
              plan(prompt, CompressionPolicy.of(compressionMode, compressionObjective)).changes())
          .isEmpty();
    }
  }

  @Test
  void theTaskStays_whereAPersonTalksOnAfterwards() {
    DialogueBodies chat = new DialogueBodies().say(TASK);
    act(chat, 6);
    chat.say("I found the cause.");
    for (int i = 0; i < 60; i++) {
      chat.say("Tell me about harbour " + i + " and about the people who live there in winter.");
      chat.say("In harbour " + i + " they mend nets and wait for the spring, as everybody does.");
    }
    Prompt prompt = chat.say("Where were we?").prompt(Dialect.CHAT);
    CompressionPlan compressionPlan =
        plan(prompt, CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS));
    assertThat(compressionPlan.changes()).isNotEmpty();
    assertThat(new String(compressionPlan.apply(prompt), StandardCharsets.UTF_8)).contains(TASK);
  }

  @Test
  void whatWasSentDoesNotChange_onceAChatHasBecomeAnAgentsSession() {
    DialogueBodies chat = DialogueBodies.random(5, 30);
    int talk = chat.size();
    act(chat.say("Now find the fault in the timetable."), 40);
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
    String last = "";
    for (int size = talk + 21; size < chat.size(); size += 2) {
      Prompt prompt = chat.upTo(size).prompt(Dialect.CHAT);
      String sent =
          new String(plan(prompt, compressionPolicy).apply(prompt), StandardCharsets.UTF_8);
      String before = sent.substring(0, sent.indexOf("I look at part 5."));
      assertThat(before).isEqualTo(last.isEmpty() ? before : last);
      last = before;
    }
    assertThat(last).contains("Noted.");
  }

  private static void act(DialogueBodies chat, int steps) {
    for (int i = 0; i < steps; i++) {
      chat.say("I look at part " + i + ".\n```\nview ferry.kt " + (60 * i) + "\n```");
      StringBuilder out = new StringBuilder();
      for (int line = 60 * i; line < 60 * i + 12; line++) {
        out.append(line).append(": val berth").append(line).append(" = line(").append(i);
        out.append(")\n");
      }
      chat.say(out + "(at ferry.kt)");
    }
  }

  private CompressionPlan plan(Prompt prompt, CompressionPolicy compressionPolicy) {
    return compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
  }
}
