package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.PlanDraft;
import dev.compresh.compression.TokenCounter;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.Usage;
import dev.compresh.regret.RegretFigure;
import dev.compresh.regret.RegretReports;
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
  private static final class ResultsCut implements LayerHistory {
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
        if (message.parts().getFirst() instanceof PromptPart.ToolResult result) {
          planDraft.rewrite(message, result.texts().getFirst(), "cut", Layer.TOOL_OUTPUT, "test");
        }
      }
    }
  }

  private PipelineFixture fixture(int holdOut) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(compressionPolicy -> List.of(new ResultsCut()))
        .holdOut(holdOut)
        .largest(1 << 20)
        .in(folder);
  }

  private void read(PipelineFixture pipelineFixture, String file, String... headers) {
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
    ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, body, headers);
    forwardRequest
        .settlement()
        .settle(PipelineFixture.delivered(AnswerDelivery.DeliveryEnding.COMPLETE, USAGE));
  }

  private static RegretFigure recorded(PipelineFixture pipelineFixture) {
    pipelineFixture.flush();
    return new RegretReports(pipelineFixture.database)
        .byLayer(RegretReports.RegretScope.ALL, Instant.EPOCH, pipelineFixture.soon())
        .getFirst();
  }

  @Test
  void aSessionThatReadsAgainWhatWasCut_isCounted_andItsLayerSwitchedOff() throws Exception {
    try (PipelineFixture pipelineFixture = fixture(0)) {
      for (int i = 0; i < 12; i++) {
        read(pipelineFixture, "a.py");
      }
      EventualAssertion.holds(() -> assertThat(pipelineFixture.suspended.sessions()).isEqualTo(1));
      RegretFigure figure = recorded(pipelineFixture);
      assertThat(figure.sessions()).isEqualTo(1);
      assertThat(figure.chances()).isBetween(8L, 12L);
      assertThat(figure.regrets().get("read_again")).isBetween(5L, 11L);
      assertThat(figure.heldOutChances()).isZero();
      assertThat(figure.suspended()).isEqualTo(1);
      assertThat(pipelineFixture.metrics.text())
          .contains(
              "compresh_regrets_total{kind=\"read_again\",layer=\"tool_output\"}",
              "compresh_regret_chances_total{group=\"compressed\",layer=\"tool_output\"}",
              "compresh_layers_suspended_total{layer=\"tool_output\"} 1.0");
    }
  }

  @Test
  void heldOutSessions_giveTheBaseRate() {
    try (PipelineFixture pipelineFixture = fixture(100)) {
      for (int i = 0; i < 12; i++) {
        read(pipelineFixture, "a.py");
      }
      RegretFigure figure = recorded(pipelineFixture);
      assertThat(figure.chances()).isZero();
      assertThat(figure.total()).isZero();
      assertThat(figure.heldOutChances()).isBetween(8L, 12L);
      assertThat(figure.heldOutRegrets()).isBetween(5L, 11L);
      assertThat(pipelineFixture.suspended.sessions()).isZero();
    }
  }

  @Test
  void rawModes_areNotWatched() {
    try (PipelineFixture pipelineFixture = fixture(0)) {
      for (String mode : List.of("off", "shadow")) {
        read(pipelineFixture, "a.py", "x-compresh-mode", mode);
        read(pipelineFixture, "a.py", "x-compresh-mode", mode);
      }
      pipelineFixture.flush();
      assertThat(
              new RegretReports(pipelineFixture.database)
                  .byLayer(RegretReports.RegretScope.ALL, Instant.EPOCH, pipelineFixture.soon()))
          .isEmpty();
    }
  }
}
