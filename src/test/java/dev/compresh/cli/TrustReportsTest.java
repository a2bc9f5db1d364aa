package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import dev.compresh.regret.RegretCounts;
import dev.compresh.regret.RegretKind;
import dev.compresh.regret.RegretLog;
import dev.compresh.regret.RegretSign;
import dev.compresh.store.Database;
import dev.compresh.usage.ShadowFigure;
import dev.compresh.usage.ShadowLog;
import dev.compresh.usage.UsageEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code usage --regrets}, and shadow figures in {@code usage --savings}. */
class TrustReportsTest {
  @TempDir Path folder;

  @BeforeEach
  void record() throws Exception {
    try (Database database = Database.open(folder)) {
      RegretLog regrets = new RegretLog(database);
      RegretSign regretSign = new RegretSign(RegretKind.READ_AGAIN, Layer.DEDUP, 100);
      RegretCounts counts =
          new RegretCounts(Map.of(Layer.DEDUP, 40), List.of(regretSign, regretSign));
      RegretCounts usual = new RegretCounts(Map.of(Layer.DEDUP, 100), List.of(regretSign));
      Instant now = Instant.now();
      regrets.add(new RegretLog.RegretOwner("o", "u", "k", "chat-1"), false, now, counts);
      regrets.add(new RegretLog.RegretOwner("o", "u", "k", "chat-2"), true, now, usual);
      new ShadowLog(database)
          .append(
              List.of(
                  new ShadowFigure(
                      "e1",
                      now,
                      new UsageEvent.EventCaller("o", "u", "k", "chat-3"),
                      "gpt-5",
                      "lossless",
                      10_000,
                      7_500,
                      12,
                      Map.of("tool_output", 2_500L))));
    } // closing writes what is queued
  }

  @Test
  void regrets_standBesideThoseOfHeldOutSessions() {
    CommandRun commandRun = CommandRun.on(folder, "usage", "--regrets");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out())
        .contains("READ AGAIN", "dedup", "40", "5.00", "1.00", "HELD OUT %");
    JsonNode layer =
        new JsonMapper()
            .readTree(CommandRun.on(folder, "usage", "--regrets", "--json").out())
            .path("layers")
            .path(0);
    assertThat(layer.path("regrets").path("read_again").asInt()).isEqualTo(2);
    assertThat(layer.path("held_out_per_million").asInt()).isEqualTo(10_000);
  }

  @Test
  void regretsOfOneSession_areItsOwn() {
    assertThat(CommandRun.on(folder, "usage", "--regrets", "--session", "chat-2").out())
        .contains("dedup", "-", "1.00")
        .doesNotContain("5.00");
    assertThat(CommandRun.on(folder, "usage", "--regrets", "--session", "chat-9").out())
        .contains("Nothing was cut");
  }

  @Test
  void shadowFigures_areShownApartFromSavings() {
    assertThat(CommandRun.on(folder, "usage", "--savings").out())
        .contains(
            "No costs in this period", "lossless", "2,500", "25.0", "12", "tool_output 2,500");
    JsonNode report =
        new JsonMapper().readTree(CommandRun.on(folder, "usage", "--savings", "--json").out());
    assertThat(report.path("shadow").path(0).path("saved_tokens").asInt()).isEqualTo(2_500);
    assertThat(report.path("total").path("net_token_hundredths").asInt()).isZero();
    assertThat(CommandRun.on(folder, "usage", "--savings", "--since", "1m").exit()).isZero();
  }
}
