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
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EpisodicMemoryPropertyTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final int TRIES = 25;

  @Property(tries = TRIES, seed = "1")
  void everyTurnIsValidSmallerAndStartsAsTheTurnBefore(
      @ForAll long seed,
      @ForAll @IntRange(min = 20, max = 70) int turns,
      @ForAll CompressionMode compressionMode,
      @ForAll boolean anthropic) {
    Dialect dialect = anthropic ? Dialect.MESSAGES : Dialect.CHAT;
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(compressionMode, CompressionObjective.TOKENS);
    Compressor compressor = compressor();
    DialogueBodies all = DialogueBodies.random(seed, turns);
    List<String> before = List.of();
    for (int size = 1; size < all.size(); size += 2) {
      Prompt prompt = all.upTo(size).prompt(dialect);
      CompressionPlan compressionPlan =
          compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
      byte[] body = compressionPlan.apply(prompt);
      Prompt sent = (Prompt) PromptReader.read(dialect, body);
      valid(sent);
      assertThat(tokens(sent)).isLessThanOrEqualTo(tokens(prompt));
      assertThat(compressionPlan.forwarded()).isEqualTo(tokens(sent));
      assertThat(texts(sent).getLast()).endsWith(all.texts().get(size - 1));
      startsAs(before, texts(sent));
      before = texts(sent);
    }
  }

  @Property(tries = TRIES, seed = "1")
  void editsBranchesAndFreshInstancesGiveTheSameBytes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 89) int edited) {
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
    Compressor compressor = compressor();
    DialogueBodies all = DialogueBodies.random(seed, 45);
    bytes(compressor, all.upTo(89), compressionPolicy);
    DialogueBodies branch =
        all.upTo(edited - 1).say("And what about the boat? It leaks since 4 May.");
    for (String text : all.upTo(89).texts().subList(edited, 89)) {
      branch.say(text);
    }
    assertThat(bytes(compressor, branch, compressionPolicy))
        .isEqualTo(bytes(compressor(), branch, compressionPolicy));
    assertThat(bytes(compressor, all.upTo(61), compressionPolicy))
        .isEqualTo(bytes(compressor(), all.upTo(61), compressionPolicy));
    assertThat(bytes(compressor, all.upTo(89), compressionPolicy))
        .isEqualTo(bytes(compressor(), all.upTo(89), compressionPolicy));
  }

  private static Compressor compressor() {
    return new Compressor(
        TOKENS,
        new PromptTokens(TOKENS),
        compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
        () -> 0,
        64 << 20);
  }

  private static byte[] bytes(
      Compressor compressor, DialogueBodies dialogueBodies, CompressionPolicy compressionPolicy) {
    Prompt prompt = dialogueBodies.prompt(Dialect.CHAT);
    return compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT).apply(prompt);
  }

  private static int tokens(Prompt prompt) {
    return new PromptTokens(TOKENS).count(prompt);
  }

  private static void valid(Prompt prompt) {
    MessageRole expected = MessageRole.USER;
    for (Message message : prompt.messages()) {
      if (message.role() == MessageRole.SYSTEM) {
        assertThat(message.index()).isZero();
        continue;
      }
      assertThat(message.role()).isEqualTo(expected);
      expected = expected == MessageRole.USER ? MessageRole.ASSISTANT : MessageRole.USER;
    }
    assertThat(texts(prompt)).noneMatch(String::isBlank);
  }

  /** Either nothing before the live message changed, or a gist came or grew where it first did. */
  private static void startsAs(List<String> before, List<String> now) {
    for (int i = 0; i < before.size() - 1; i++) {
      if (!before.get(i).equals(now.get(i))) {
        String around = before.get(i) + "\n" + now.get(i) + "\n" + (i > 1 ? now.get(i - 2) : "");
        assertThat(around).contains("[Earlier, in short:");
        return;
      }
    }
  }

  private static List<String> texts(Prompt prompt) {
    List<String> out = new ArrayList<>();
    for (Message message : prompt.messages()) {
      for (PromptPart promptPart : message.parts()) {
        if (promptPart instanceof PromptPart.TextPart textPart) {
          out.add(prompt.text(textPart));
        }
      }
    }
    return out;
  }
}
