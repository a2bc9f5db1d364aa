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

  static Stream<FactChat> tales() {
    return FactChats.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("tales")
  void whatIsAskedForIsStillThere(FactChat factChat) {
    assertThat(missed(factChat, CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS))).isEmpty();
    assertThat(missed(factChat, CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tales")
  void inTheSmallestPromptNearlyAllIs(FactChat factChat) {
    List<String> missed = missed(factChat, CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS));
    int asked = 2 * factChat.facts().size();
    assertThat(missed).hasSizeLessThanOrEqualTo(asked / 10);
  }

  @Test
  void theSmallestPromptIsAQuarterAtMost() {
    Prompt prompt = asked(FactChats.ENGLISH, 1, "What are the goats called?");
    CompressionPlan compressionPlan = plan(prompt, CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS));
    assertThat((double) compressionPlan.forwarded() / compressionPlan.original()).isLessThan(0.25);
  }

  private List<String> missed(FactChat factChat, CompressionPolicy compressionPolicy) {
    List<String> missed = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      for (FactChat.ToldFact toldFact : factChat.facts()) {
        Prompt prompt = asked(factChat, seed, toldFact.asked());
        String sent =
            new String(plan(prompt, compressionPolicy).apply(prompt), StandardCharsets.UTF_8)
                .replace("\\\"", "\"");
        boolean held = sent.contains(toldFact.held()) || sent.contains(toldFact.held().replace("the ", ""));
        if (!held) {
          missed.add(seed + " " + toldFact.asked());
        }
      }
    }
    return missed;
  }

  private CompressionPlan plan(Prompt prompt, CompressionPolicy compressionPolicy) {
    return compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT);
  }

  private static Prompt asked(FactChat factChat, long seed, String question) {
    return factChat.chat(seed, TURNS).say(question).prompt(Dialect.CHAT);
  }
}
