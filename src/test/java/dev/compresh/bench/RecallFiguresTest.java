package dev.compresh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.chat.retrieval.RankerWeights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecallFiguresTest {

  @Test
  void longConversationsKeepTheirEvidence() {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    List<RecallFigures.QuestionOutcome> rows = rows("locomo", "", CompressionMode.BALANCED);
    assertThat(RecallFigures.recall(rows)).isGreaterThanOrEqualTo(0.95);
    assertThat(RecallFigures.saved(rows)).isGreaterThanOrEqualTo(0.8);
    assertThat(rows)
        .allMatch(questionOutcome -> questionOutcome.after() <= questionOutcome.before());
    List<RecallFigures.QuestionOutcome> least = rows("locomo", "", CompressionMode.MAX);
    assertThat(RecallFigures.recall(least)).isGreaterThanOrEqualTo(0.91);
    assertThat(RecallFigures.saved(least)).isGreaterThanOrEqualTo(0.92);
  }

  @ParameterizedTest
  @ValueSource(strings = {"locomo", "qmsum-chat", "qmsum-doc-long", "memorybank-cn"})
  void underCostAsMuchIsRememberedAsUnderTokens(String data) {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    double tokens = RecallFigures.recall(rows(data, "", CompressionMode.BALANCED));
    double cost =
        RecallFigures.recall(rows(data, "", CompressionMode.BALANCED, CompressionObjective.COST));
    assertThat(cost).isGreaterThanOrEqualTo(tokens - 0.03);
    assertThat(tokens).isGreaterThanOrEqualTo(0.65);
  }

  @Test
  void plantedFactsAreFoundInLongHaystacks() {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    List<RecallFigures.QuestionOutcome> middle = rows("tbench", "tbench-M", CompressionMode.MAX);
    assertThat(RecallFigures.recall(middle)).isGreaterThanOrEqualTo(0.97);
    assertThat(RecallFigures.saved(middle)).isGreaterThanOrEqualTo(0.9);
    List<RecallFigures.QuestionOutcome> large = rows("tbench", "tbench-L", CompressionMode.MAX);
    assertThat(RecallFigures.recall(large)).isGreaterThanOrEqualTo(0.97);
    assertThat(RecallFigures.saved(large)).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void sessionsJustAboveShortNeverGrow() {
    assumeTrue(SharedSessions.folder().isPresent(), "no ../shared/data, nothing measured");
    List<RecallFigures.QuestionOutcome> rows = rows("tbench", "tbench-S", CompressionMode.BALANCED);
    assertThat(RecallFigures.recall(rows)).isGreaterThanOrEqualTo(0.98);
    assertThat(rows)
        .allMatch(questionOutcome -> questionOutcome.after() <= questionOutcome.before());
  }

  private static List<RecallFigures.QuestionOutcome> rows(
      String data, String prefix, CompressionMode compressionMode) {
    return rows(data, prefix, compressionMode, CompressionObjective.TOKENS);
  }

  private static List<RecallFigures.QuestionOutcome> rows(
      String data,
      String prefix,
      CompressionMode compressionMode,
      CompressionObjective compressionObjective) {
    List<SharedSessions.SharedSession> sessions =
        SharedSessions.read(SharedSessions.folder().orElseThrow().resolve(data + ".jsonl.gz"));
    sessions.removeIf(sharedSession -> !sharedSession.id().startsWith(prefix));
    return new RecallFigures()
        .run(
            sessions,
            CompressionPolicy.of(compressionMode, compressionObjective),
            RankerWeights.DEFAULT);
  }
}
