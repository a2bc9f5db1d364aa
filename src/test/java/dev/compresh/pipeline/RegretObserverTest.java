package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.Eventually;
import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.PlanDraft;
import dev.compresh.compress.LayerHistory;
import dev.compresh.compress.Layer;
import dev.compresh.regret.RegretFigure;
import dev.compresh.regret.RegretReports;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regrets from requests to the store: compressed sessions, and those that are held out. */
class RegretObserverTest {
  private static final Usage USAGE = new Usage(3_000, 0, 0, 0, 9, 0);

  @TempDir private Path folder;
  private final List<String> messages =
      new ArrayList<>(List.of("{\"role\":\"user\",\"content\":\"fix it\"}"));

  /** Cuts all results of tools down to a word. */
  private static final class Cuts implements LayerHistory {
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
      for (Message message : planDraft.prompt().messages()) {
        if (message.parts().getFirst() instanceof Part.ToolResult result) {
          planDraft.rewrite(message, result.texts().getFirst(), "cut", Layer.BIRTH, "test");
        }
      }
    }
  }

  private Fixture fixture(int holdOut) {
    return Fixture.Setup.plain()
        .layers(compressionPolicy -> List.of(new Cuts()))
        .holdOut(holdOut)
        .largest(1 << 20)
        .in(folder);
  }

  private void read(Fixture fixture, String file, String... headers) {
    String id = "c" + messages.size();
    messages.add(
        """
        {"role":"assistant","content":null,"tool_calls":[{"id":"%s","type":"function","function":
        {"name":"Read","arguments":"{\\"file_path\\":\\"%s\\"}"}}]}"""
            .formatted(id, file));
    messages.add(
        "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"%s\"}"
            .formatted(id, "some words ".repeat(1_200)));
    String body = "{\"model\":\"gpt-4o\",\"messages\":[" + String.join(",", messages) + "]}";
    Forward forward = fixture.forwarded(Fixture.CHAT, body, headers);
    forward.settlement().settle(Fixture.delivered(Delivery.Ending.COMPLETE, USAGE));
  }

  private static RegretFigure recorded(Fixture fixture) {
    fixture.flush();
    return new RegretReports(fixture.database)
        .byLayer(RegretReports.Scope.ALL, Instant.EPOCH, fixture.soon())
        .getFirst();
  }

  @Test
  void aSessionThatReadsAgainWhatWasCut_isCounted_andItsLayerSwitchedOff() throws Exception {
    try (Fixture fixture = fixture(0)) {
      for (int i = 0; i < 12; i++) {
        read(fixture, "a.py");
      }
      Eventually.holds(() -> assertThat(fixture.suspended.sessions()).isEqualTo(1));
      RegretFigure figure = recorded(fixture);
      assertThat(figure.sessions()).isEqualTo(1);
      assertThat(figure.chances()).isBetween(8L, 12L);
      assertThat(figure.regrets().get("read_again")).isBetween(5L, 11L);
      assertThat(figure.heldOutChances()).isZero();
      assertThat(figure.suspended()).isEqualTo(1);
      assertThat(fixture.metrics.text())
          .contains(
              "compresh_regrets_total{kind=\"read_again\",layer=\"birth\"}",
              "compresh_regret_chances_total{group=\"compressed\",layer=\"birth\"}",
              "compresh_layers_suspended_total{layer=\"birth\"} 1.0");
    }
  }

  @Test
  void heldOutSessions_giveTheBaseRate() {
    try (Fixture fixture = fixture(100)) {
      for (int i = 0; i < 12; i++) {
        read(fixture, "a.py");
      }
      RegretFigure figure = recorded(fixture);
      assertThat(figure.chances()).isZero();
      assertThat(figure.total()).isZero();
      assertThat(figure.heldOutChances()).isBetween(8L, 12L);
      assertThat(figure.heldOutRegrets()).isBetween(5L, 11L);
      assertThat(fixture.suspended.sessions()).isZero();
    }
  }

  @Test
  void rawModes_areNotWatched() {
    try (Fixture fixture = fixture(0)) {
      for (String mode : List.of("off", "shadow")) {
        read(fixture, "a.py", "x-compresh-mode", mode);
        read(fixture, "a.py", "x-compresh-mode", mode);
      }
      fixture.flush();
      assertThat(
              new RegretReports(fixture.database)
                  .byLayer(RegretReports.Scope.ALL, Instant.EPOCH, fixture.soon()))
          .isEmpty();
    }
  }
}
