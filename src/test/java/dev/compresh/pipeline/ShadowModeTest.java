package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.PlanDraft;
import dev.compresh.compress.LayerHistory;
import dev.compresh.compress.Layer;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.usage.SavingsReports;
import dev.compresh.usage.ShadowReports;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Usage;
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
  private record Cuts(CompressionPolicy policy) implements LayerHistory {
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
      Map<CompressionMode, Integer> cuts = Map.of(CompressionMode.LOSSLESS, 5, CompressionMode.BALANCED, 10, CompressionMode.MAX, 20);
      for (Message message :
          planDraft.prompt().messages().subList(0, cuts.getOrDefault(policy.mode(), 0))) {
        if (message.parts().getFirst() instanceof Part.Text text) {
          planDraft.rewrite(message, text, "cut", Layer.BIRTH, "test");
        }
      }
    }
  }

  private Fixture fixture(String mode) {
    return Fixture.Setup.plain()
        .layers(compressionPolicy -> List.of(new Cuts(compressionPolicy)))
        .mode(mode)
        .holdOut(100)
        .in(folder);
  }

  private static List<ShadowReports.Row> recorded(Fixture fixture) {
    fixture.flush();
    return new ShadowReports(fixture.database).between(Instant.EPOCH, fixture.soon());
  }

  @Test
  void everyByteIsTheClients_andNothingCountsAsSaved() {
    try (Fixture fixture = fixture("shadow")) {
      String body = Bodies.chat(60).replace("\"model\":", " \"model\" :\t");
      Forward forward = fixture.forwarded(Fixture.CHAT, body);
      assertThat(Fixture.text(forward)).isEqualTo(body);
      assertThat(Fixture.added(forward, "x-compresh-saved-tokens")).isEqualTo("0");
      forward.settlement().settle(Fixture.delivered(Delivery.Ending.COMPLETE, USAGE));
      recorded(fixture);
      SavingsReports savings = new SavingsReports(fixture.database);
      assertThat(savings.total(Instant.EPOCH, fixture.soon()).netUnits()).isZero();
      assertThat(savings.group(true, Instant.EPOCH, fixture.soon()).requests()).isZero();
      assertThat(savings.group(false, Instant.EPOCH, fixture.soon()).requests()).isZero();
      assertThat(fixture.reports.savedByLayer(Instant.EPOCH, fixture.soon())).isEmpty();
      assertThat(fixture.metrics.text()).doesNotContain("compresh_net_saving");
    }
  }

  @Test
  void whatEachModeWouldHaveSaved_isRecorded() {
    try (Fixture fixture = fixture("off")) {
      for (int turns = 60; turns < 63; turns++) {
        Forward forward =
            fixture.forwarded(Fixture.CHAT, Bodies.chat(turns), "x-compresh-mode", "Shadow");
        forward.settlement().settle(Fixture.delivered(Delivery.Ending.COMPLETE, USAGE));
      }
      List<ShadowReports.Row> rows = recorded(fixture);
      assertThat(rows)
          .extracting(ShadowReports.Row::mode)
          .containsExactly("lossless", "balanced", "max");
      assertThat(rows).extracting(ShadowReports.Row::requests).containsOnly(3L);
      assertThat(rows).extracting(ShadowReports.Row::changedResults).containsExactly(15L, 30L, 60L);
      assertThat(rows)
          .allSatisfy(
              row -> {
                assertThat(row.saved()).isPositive();
                assertThat(row.savedByLayer()).containsExactly(Map.entry("birth", row.saved()));
              });
      assertThat(fixture.metrics.text())
          .contains("compresh_shadow_tokens_total{mode=\"max\",stage=\"optimized\"}");
    }
  }

  @Test
  void whatWasNotAnswered_isNotRecorded() {
    try (Fixture fixture = fixture("shadow")) {
      fixture
          .forwarded(Fixture.CHAT, Bodies.chat(60))
          .settlement()
          .settle(new Delivery(Delivery.Ending.COMPLETE, 500, null, 0, 10, 1, 2, 0, 1));
      assertThat(recorded(fixture)).isEmpty();
    }
  }

  @Test
  void otherModes_recordNothing() {
    try (Fixture fixture = fixture("off")) {
      for (String mode : List.of("off", "balanced")) {
        fixture
            .forwarded(Fixture.CHAT, Bodies.chat(60), "x-compresh-mode", mode)
            .settlement()
            .settle(Fixture.delivered(Delivery.Ending.COMPLETE, USAGE));
      }
      assertThat(recorded(fixture)).isEmpty();
    }
  }

  @Test
  void aModeThatIsNotKnown_isRefusedWithAllNames() {
    try (Fixture fixture = fixture("off")) {
      assertThat(
              Fixture.text(
                  fixture.refused(Fixture.CHAT, Bodies.chat(1), "x-compresh-mode", "shade")))
          .contains("off, shadow, lossless, balanced or max");
    }
  }
}
