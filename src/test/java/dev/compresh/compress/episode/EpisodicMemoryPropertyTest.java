package dev.compresh.compress.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.TimeLimit;
import dev.compresh.token.Encodings;
import dev.compresh.token.Tokenizer;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import dev.compresh.wire.Role;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EpisodicMemoryPropertyTest {
  private static final Tokenizer TOKENS = new Encodings().o200k();
  private static final int TRIES = 25;

  @Property(tries = TRIES, seed = "1")
  void everyTurnIsValidSmallerAndStartsAsTheTurnBefore(
      @ForAll long seed,
      @ForAll @IntRange(min = 20, max = 70) int turns,
      @ForAll CompressionMode compressionMode,
      @ForAll boolean anthropic) {
    Dialect dialect = anthropic ? Dialect.MESSAGES : Dialect.CHAT;
    CompressionPolicy compressionPolicy = CompressionPolicy.of(compressionMode, CompressionObjective.TOKENS);
    Compressor compressor = compressor();
    DialogueBodies all = DialogueBodies.random(seed, turns);
    List<String> before = List.of();
    for (int size = 1; size < all.size(); size += 2) {
      Prompt prompt = all.upTo(size).prompt(dialect);
      CompressionPlan compressionPlan = compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
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
    CompressionPolicy compressionPolicy = CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
    Compressor compressor = compressor();
    DialogueBodies all = DialogueBodies.random(seed, 45);
    bytes(compressor, all.upTo(89), compressionPolicy);
    DialogueBodies branch = all.upTo(edited - 1).say("And what about the boat? It leaks since 4 May.");
    for (String text : all.upTo(89).texts().subList(edited, 89)) {
      branch.say(text);
    }
    assertThat(bytes(compressor, branch, compressionPolicy)).isEqualTo(bytes(compressor(), branch, compressionPolicy));
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

  private static byte[] bytes(Compressor compressor, DialogueBodies dialogueBodies, CompressionPolicy compressionPolicy) {
    Prompt prompt = dialogueBodies.prompt(Dialect.CHAT);
    return compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT).apply(prompt);
  }

  private static int tokens(Prompt prompt) {
    return new PromptTokens(TOKENS).count(prompt);
  }

  private static void valid(Prompt prompt) {
    Role expected = Role.USER;
    for (Message message : prompt.messages()) {
      if (message.role() == Role.SYSTEM) {
        assertThat(message.index()).isZero();
        continue;
      }
      assertThat(message.role()).isEqualTo(expected);
      expected = expected == Role.USER ? Role.ASSISTANT : Role.USER;
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
      for (Part part : message.parts()) {
        if (part instanceof Part.Text text) {
          out.add(prompt.text(text));
        }
      }
    }
    return out;
  }
}
