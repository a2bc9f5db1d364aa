package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.PriceTier;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.dialect.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eviction below a price tier: above it the whole request costs more, cached tokens included. */
class PriceTierTest {
  private static final int TIER = 12_000;

  private static ScriptedConversation session(int steps) {
    Random random = new Random(3);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Find out what each part is for.");
    for (int step = 0; step < steps; step++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 110; i++) {
        text.append("part ").append(random.nextInt(1 << 20)).append(" is of ");
        text.append(random.nextInt(1 << 20)).append("\n");
      }
      scriptedConversation.bash("ls parts" + step, text.toString());
    }
    return scriptedConversation;
  }

  private static CompressionPolicy policy(CompressionMode compressionMode, int percent) {
    return CompressionPolicy.of(compressionMode, CompressionObjective.COST)
        .withPricing(new PriceTier(TIER, percent));
  }

  /** Tokens of each request's prompt. */
  private static List<Integer> sizes(
      CompressionPolicy compressionPolicy, ScriptedConversation scriptedConversation) {
    Compressor compressor = AgentCompression.compressor();
    List<Integer> sizes = new ArrayList<>();
    for (int size = 4; size <= scriptedConversation.size(); size += 2) {
      sizes.add(
          AgentCompression.plan(compressor, scriptedConversation.upTo(size), compressionPolicy)
              .forwarded());
    }
    return sizes;
  }

  @Test
  void aPromptThatWouldCrossIt_isCutOnce_andStaysBelow() {
    List<Integer> sizes = sizes(policy(CompressionMode.BALANCED, 500), session(60));
    assertThat(sizes).allMatch(size -> size <= TIER + 500);
    long cuts = 0;
    for (int i = 1; i < sizes.size(); i++) {
      cuts += sizes.get(i) < sizes.get(i - 1) ? 1 : 0;
    }
    assertThat(cuts).isBetween(1L, 8L);
  }

  @Test
  void whereStayingBelowDoesNotPay_nothingIsCut() {
    List<Integer> sizes = sizes(policy(CompressionMode.BALANCED, 101), session(22));
    assertThat(sizes.getLast()).isGreaterThan(TIER);
  }

  @Test
  void lossless_crossesIt() {
    assertThat(sizes(policy(CompressionMode.LOSSLESS, 500), session(40)).getLast())
        .isGreaterThan(TIER);
  }

  @Test
  void theReasonSaysSo_andAFreshInstanceGivesTheSameBytes() {
    ScriptedConversation scriptedConversation = session(40);
    CompressionPolicy compressionPolicy = policy(CompressionMode.BALANCED, 500);
    Compressor known = AgentCompression.compressor();
    for (int size = 4; size < scriptedConversation.size(); size += 2) {
      AgentCompression.plan(known, scriptedConversation.upTo(size), compressionPolicy);
    }
    Prompt prompt = scriptedConversation.prompt();
    CompressionPlan compressionPlan = known.plan(prompt, compressionPolicy, AgentCompression.AMPLE);
    assertThat(
            compressionPlan.changes().stream()
                .filter(c -> c.layer() == Layer.EVICTION)
                .map(PlannedChange::reason))
        .isNotEmpty()
        .allMatch(reason -> reason.contains("price tier"));
    assertThat(
            AgentCompression.compressor()
                .plan(prompt, compressionPolicy, AgentCompression.AMPLE)
                .apply(prompt))
        .isEqualTo(compressionPlan.apply(prompt));
  }
}
