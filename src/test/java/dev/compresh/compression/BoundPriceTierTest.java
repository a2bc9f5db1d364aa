package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agents with bound thinking below a price tier: one rewrite, which takes the thinking along. */
class BoundPriceTierTest {
  private static final int TIER = 6_000;
  private static final LayerFactory LAYERS =
      compressionPolicy -> List.of(new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT));

  private final QuarterCounter quarterCounter = new QuarterCounter();
  private final PromptTokens counts = new PromptTokens(quarterCounter);

  private static Prompt prompt(int steps) {
    StringBuilder body = new StringBuilder("{\"model\":\"claude-haiku-5-5\",\"messages\":[");
    body.append("{\"role\":\"user\",\"content\":\"Read all parts and tell me.\"}");
    for (int step = 0; step < steps; step++) {
      body.append(
              ",{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"So part ")
          .append(step)
          .append("\",\"signature\":\"c2ln\"},{\"type\":\"tool_use\",\"id\":\"t")
          .append(step)
          .append("\",\"name\":\"Bash\",\"input\":{\"command\":\"ls p")
          .append(step)
          .append(
              "\"}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t")
          .append(step)
          .append("\",\"content\":\"");
      for (int i = 0; i < 60; i++) {
        body.append("piece ").append(step * 7_919 + i).append(" of ").append(i * 31).append("\\n");
      }
      body.append(
          "\"}]},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Seen.\"}]}");
      body.append(",{\"role\":\"user\",\"content\":\"And the next one?\"}");
    }
    byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(Dialect.MESSAGES, bytes);
  }

  /** Tokens of each request, and at how many the thinking was taken out. */
  private record TierCourse(List<Integer> sizes, int rewrites) {}

  private TierCourse course(int percent) {
    Compressor compressor = new Compressor(quarterCounter, counts, LAYERS, () -> 0, 1 << 20);
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST)
            .withPricing(new CachePrices(10, 125))
            .withPricing(new PriceTier(TIER, percent));
    List<PinnedMessage> sent = List.of();
    List<Integer> sizes = new ArrayList<>();
    int rewrites = 0;
    for (int steps = 1; steps <= 40; steps++) {
      PinnedPlan plan =
          compressor.plan(
              prompt(steps), compressionPolicy, new PinnedMessages(sent, 0, -1), TimeLimit.DEFAULT);
      sizes.add(plan.plan().forwarded());
      rewrites += plan.isRewrite() ? 1 : 0;
      sent = plan.forms();
    }
    return new TierCourse(sizes, rewrites);
  }

  @Test
  void aPromptThatWouldCrossIt_isRewrittenWhereThatPays() {
    TierCourse tierCourse = course(500);
    assertThat(tierCourse.sizes).allMatch(size -> size <= TIER + 400);
    assertThat(tierCourse.rewrites).isBetween(1, 8);
  }

  @Test
  void whereTheTierIsHardlyDearer_theThinkingStays() {
    TierCourse tierCourse = course(101);
    assertThat(tierCourse.rewrites).isZero();
    assertThat(tierCourse.sizes.getLast()).isGreaterThan(TIER);
  }
}
