package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.PlanDraft;
import dev.compresh.compression.TokenCounter;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.Usage;
import dev.compresh.usage.SavingsReports;
import dev.compresh.usage.ShadowReports;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode shadow: the client's bytes go out, and what the modes would have saved is recorded. */
class ShadowModeTest {
  private static final Usage USAGE = new Usage(3_000, 0, 0, 0, 9, 0);

  @TempDir private Path folder;

  /** Cuts messages down to a word each: few in lossless, most in max. */
  private record MessagesCut(CompressionPolicy policy) implements LayerHistory {
    @Override
    public void append(Message message, List<String> texts, TokenCounter tokens) {}

    @Override
    public void truncate(int messages) {}

    @Override
    public int size() {
      return 0;
    }

    @Override
    public void contribute(PlanDraft planDraft) {
      Map<CompressionMode, Integer> cuts =
          Map.of(
              CompressionMode.LOSSLESS, 5, CompressionMode.BALANCED, 10, CompressionMode.MAX, 20);
      for (Message message :
          planDraft.prompt().messages().subList(0, cuts.getOrDefault(policy.mode(), 0))) {
        if (message.parts().getFirst() instanceof PromptPart.TextPart textPart) {
          planDraft.rewrite(message, textPart, "cut", Layer.TOOL_OUTPUT, "test");
        }
      }
    }
  }

  private PipelineFixture fixture(String mode) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(compressionPolicy -> List.of(new MessagesCut(compressionPolicy)))
        .mode(mode)
        .holdOut(100)
        .in(folder);
  }

  private static List<ShadowReports.ShadowRow> recorded(PipelineFixture pipelineFixture) {
    pipelineFixture.flush();
    return new ShadowReports(pipelineFixture.database)
        .sumBetween(Instant.EPOCH, pipelineFixture.soon());
  }

  @Test
  void everyByteIsTheClients_andNothingCountsAsSaved() {
    try (PipelineFixture pipelineFixture = fixture("shadow")) {
      String body = RequestBodies.chat(60).replace("\"model\":", " \"model\" :\t");
      ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, body);
      assertThat(PipelineFixture.text(forwardRequest)).isEqualTo(body);
      assertThat(PipelineFixture.added(forwardRequest, "x-compresh-saved-tokens")).isEqualTo("0");
      forwardRequest
          .settlement()
          .settle(PipelineFixture.delivered(AnswerDelivery.DeliveryEnding.COMPLETE, USAGE));
      recorded(pipelineFixture);
      SavingsReports savings = new SavingsReports(pipelineFixture.database);
      assertThat(savings.total(Instant.EPOCH, pipelineFixture.soon()).netUnits()).isZero();
      assertThat(savings.group(true, Instant.EPOCH, pipelineFixture.soon()).requests()).isZero();
      assertThat(savings.group(false, Instant.EPOCH, pipelineFixture.soon()).requests()).isZero();
      assertThat(pipelineFixture.reports.savedByLayer(Instant.EPOCH, pipelineFixture.soon()))
          .isEmpty();
      assertThat(pipelineFixture.metrics.text()).doesNotContain("compresh_net_saving");
    }
  }

  @Test
  void whatEachModeWouldHaveSaved_isRecorded() {
    try (PipelineFixture pipelineFixture = fixture("off")) {
      for (int turns = 60; turns < 63; turns++) {
        ForwardRequest forwardRequest =
            pipelineFixture.forwarded(
                PipelineFixture.CHAT, RequestBodies.chat(turns), "x-compresh-mode", "Shadow");
        forwardRequest
            .settlement()
            .settle(PipelineFixture.delivered(AnswerDelivery.DeliveryEnding.COMPLETE, USAGE));
      }
      List<ShadowReports.ShadowRow> rows = recorded(pipelineFixture);
      assertThat(rows)
          .extracting(ShadowReports.ShadowRow::mode)
          .containsExactly("lossless", "balanced", "max");
      assertThat(rows).extracting(ShadowReports.ShadowRow::requests).containsOnly(3L);
      assertThat(rows)
          .extracting(ShadowReports.ShadowRow::changedResults)
          .containsExactly(15L, 30L, 60L);
      assertThat(rows)
          .allSatisfy(
              shadowRow -> {
                assertThat(shadowRow.saved()).isPositive();
                assertThat(shadowRow.savedByLayer())
                    .containsExactly(Map.entry("tool_output", shadowRow.saved()));
              });
      assertThat(pipelineFixture.metrics.text())
          .contains("compresh_shadow_tokens_total{mode=\"max\",stage=\"optimized\"}");
    }
  }

  @Test
  void whatWasNotAnswered_isNotRecorded() {
    try (PipelineFixture pipelineFixture = fixture("shadow")) {
      pipelineFixture
          .forwarded(PipelineFixture.CHAT, RequestBodies.chat(60))
          .settlement()
          .settle(
              new AnswerDelivery(
                  AnswerDelivery.DeliveryEnding.COMPLETE, 500, null, 0, 10, 1, 2, 0, 1));
      assertThat(recorded(pipelineFixture)).isEmpty();
    }
  }

  @Test
  void otherModes_recordNothing() {
    try (PipelineFixture pipelineFixture = fixture("off")) {
      for (String mode : List.of("off", "balanced")) {
        pipelineFixture
            .forwarded(PipelineFixture.CHAT, RequestBodies.chat(60), "x-compresh-mode", mode)
            .settlement()
            .settle(PipelineFixture.delivered(AnswerDelivery.DeliveryEnding.COMPLETE, USAGE));
      }
      assertThat(recorded(pipelineFixture)).isEmpty();
    }
  }

  @Test
  void aModeThatIsNotKnown_isRefusedWithAllNames() {
    try (PipelineFixture pipelineFixture = fixture("off")) {
      assertThat(
              PipelineFixture.text(
                  pipelineFixture.refused(
                      PipelineFixture.CHAT, RequestBodies.chat(1), "x-compresh-mode", "shade")))
          .contains("off, shadow, lossless, balanced or max");
    }
  }
}
