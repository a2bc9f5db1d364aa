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
import dev.compresh.wire.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of chats in several languages survive, with who, when and what was corrected. */
class TalesTest {
  private static final int TURNS = 140;
  private static final Tokenizer TOKENS = new Encodings().o200k();
  private final Compressor compressor =
      new Compressor(
          TOKENS,
          new PromptTokens(TOKENS),
          compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
          () -> 0,
          64 << 20);

  static Stream<Tale> tales() {
    return Tales.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("tales")
  void whatIsAskedForIsStillThere(Tale tale) {
    assertThat(missed(tale, CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS))).isEmpty();
    assertThat(missed(tale, CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tales")
  void inTheSmallestPromptNearlyAllIs(Tale tale) {
    List<String> missed = missed(tale, CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS));
    int asked = 2 * tale.facts().size();
    assertThat(missed).hasSizeLessThanOrEqualTo(asked / 10);
  }

  @Test
  void theSmallestPromptIsAQuarterAtMost() {
    Prompt prompt = asked(Tales.ENGLISH, 1, "What are the goats called?");
    CompressionPlan compressionPlan = plan(prompt, CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS));
    assertThat((double) compressionPlan.forwarded() / compressionPlan.original()).isLessThan(0.25);
  }

  private List<String> missed(Tale tale, CompressionPolicy compressionPolicy) {
    List<String> missed = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      for (Tale.Fact fact : tale.facts()) {
        Prompt prompt = asked(tale, seed, fact.asked());
        String sent =
            new String(plan(prompt, compressionPolicy).apply(prompt), StandardCharsets.UTF_8)
                .replace("\\\"", "\"");
        boolean held = sent.contains(fact.held()) || sent.contains(fact.held().replace("the ", ""));
        if (!held) {
          missed.add(seed + " " + fact.asked());
        }
      }
    }
    return missed;
  }

  private CompressionPlan plan(Prompt prompt, CompressionPolicy compressionPolicy) {
    return compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
  }

  private static Prompt asked(Tale tale, long seed, String question) {
    return tale.chat(seed, TURNS).say(question).prompt(Dialect.CHAT);
  }
}
