package dev.compresh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import dev.compresh.compress.episode.recall.Tuning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecallFiguresTest {

  @Test
  void longConversationsKeepTheirEvidence() {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    List<RecallFigures.Row> rows = rows("locomo", "", Mode.BALANCED);
    assertThat(RecallFigures.recall(rows)).isGreaterThanOrEqualTo(0.95);
    assertThat(RecallFigures.saved(rows)).isGreaterThanOrEqualTo(0.8);
    assertThat(rows).allMatch(row -> row.after() <= row.before());
    List<RecallFigures.Row> least = rows("locomo", "", Mode.MAX);
    assertThat(RecallFigures.recall(least)).isGreaterThanOrEqualTo(0.91);
    assertThat(RecallFigures.saved(least)).isGreaterThanOrEqualTo(0.92);
  }

  @ParameterizedTest
  @ValueSource(strings = {"locomo", "qmsum-chat", "qmsum-doc-long", "memorybank-cn"})
  void underCostAsMuchIsRememberedAsUnderTokens(String data) {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    double tokens = RecallFigures.recall(rows(data, "", Mode.BALANCED));
    double cost = RecallFigures.recall(rows(data, "", Mode.BALANCED, Objective.COST));
    assertThat(cost).isGreaterThanOrEqualTo(tokens - 0.03);
    assertThat(tokens).isGreaterThanOrEqualTo(0.65);
  }

  @Test
  void plantedFactsAreFoundInLongHaystacks() {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    List<RecallFigures.Row> middle = rows("tbench", "tbench-M", Mode.MAX);
    assertThat(RecallFigures.recall(middle)).isGreaterThanOrEqualTo(0.97);
    assertThat(RecallFigures.saved(middle)).isGreaterThanOrEqualTo(0.9);
    List<RecallFigures.Row> large = rows("tbench", "tbench-L", Mode.MAX);
    assertThat(RecallFigures.recall(large)).isGreaterThanOrEqualTo(0.97);
    assertThat(RecallFigures.saved(large)).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void sessionsJustAboveShortNeverGrow() {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    List<RecallFigures.Row> rows = rows("tbench", "tbench-S", Mode.BALANCED);
    assertThat(RecallFigures.recall(rows)).isGreaterThanOrEqualTo(0.98);
    assertThat(rows).allMatch(row -> row.after() <= row.before());
  }

  private static List<RecallFigures.Row> rows(String data, String prefix, Mode mode) {
    return rows(data, prefix, mode, Objective.TOKENS);
  }

  private static List<RecallFigures.Row> rows(
      String data, String prefix, Mode mode, Objective objective) {
    List<SharedSessions.Session> sessions =
        SharedSessions.read(SharedSessions.folder().orElseThrow().resolve(data + ".jsonl.gz"));
    sessions.removeIf(session -> !session.id().startsWith(prefix));
    return new RecallFigures().run(sessions, Policy.of(mode, objective), Tuning.DEFAULT);
  }
}
