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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of chats in several languages survive, with who, when and what was corrected. */
class TalesTest {
  private static final int TURNS = 140;
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
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
    assertThat(
            missed(
                factChat,
                CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS)))
        .isEmpty();
    assertThat(
            missed(
                factChat,
                CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tales")
  void inTheSmallestPromptNearlyAllIs(FactChat factChat) {
    List<String> missed =
        missed(factChat, CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS));
    int asked = 2 * factChat.facts().size();
    assertThat(missed).hasSizeLessThanOrEqualTo(asked / 10);
  }

  @Test
  void theSmallestPromptIsAQuarterAtMost() {
    Prompt prompt = asked(FactChats.ENGLISH, 1, "What are the goats called?");
    CompressionPlan compressionPlan =
        plan(prompt, CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS));
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
        boolean held =
            sent.contains(toldFact.held()) || sent.contains(toldFact.held().replace("the ", ""));
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
