package dev.compresh.regret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a layer is not worth what it costs in a session. */
class LayerWorthTest {
  private final LayerWorth worth = new LayerWorth();

  private static RegretCounts regrets(int count, int tokens) {
    return new RegretCounts(
        Map.of(Layer.TOOL_OUTPUT, 1),
        Collections.nCopies(
            count, new RegretSign(RegretKind.READ_AGAIN, Layer.TOOL_OUTPUT, tokens)));
  }

  @Test
  void fewSigns_areChance() {
    worth.add(List.of(), regrets(2, 100_000), 5, 50_000);
    assertThat(worth.unworthy(Map.of())).isEmpty();
  }

  /** A session in which ten results are cut from 1,000 tokens to 100. */
  private static AgentSession cut() {
    AgentSession session = new AgentSession().user("x");
    for (int i = 0; i < 10; i++) {
      session.read("file" + i).cutBy(Layer.TOOL_OUTPUT);
    }
    return session;
  }

  @Test
  void regretsThatCostMoreThanWasSaved_areTooMuch() {
    AgentSession session = cut();
    worth.add(session.changes(), regrets(3, 100), 21, 1_000);
    assertThat(worth.unworthy(Map.of())).as("9,000 tokens saved, 5,100 lost").isEmpty();
    worth.add(session.changes(), regrets(1, 7_000), 21, 1_000);
    assertThat(worth.unworthy(Map.of())).containsExactly(Layer.TOOL_OUTPUT);
  }

  @Test
  void whatIsSavedWithEveryRequest_countsEachTime() {
    AgentSession session = cut();
    for (int i = 0; i < 20; i++) {
      worth.add(session.changes(), RegretCounts.NONE, 21, 1_000);
    }
    worth.add(session.changes(), regrets(4, 4_000), 21, 1_000);
    assertThat(worth.unworthy(Map.of())).isEmpty();
  }

  @Test
  void signsWithEveryFourthCut_areTooMuch_whateverWasSaved() {
    AgentSession session = cut();
    RegretCounts cuts = new RegretCounts(Map.of(Layer.TOOL_OUTPUT, 17), List.of());
    for (int i = 0; i < 1_000; i++) {
      worth.add(session.changes(), i == 0 ? cuts : RegretCounts.NONE, 21, 1_000);
    }
    worth.add(List.of(), regrets(4, 10), 21, 1_000);
    assertThat(worth.unworthy(Map.of(Layer.TOOL_OUTPUT, 0L))).as("four of 18").isEmpty();
    worth.add(List.of(), regrets(1, 10), 21, 1_000);
    assertThat(worth.unworthy(Map.of(Layer.TOOL_OUTPUT, 0L))).containsExactly(Layer.TOOL_OUTPUT);
  }

  @Test
  void whatHappensWithoutCompression_isNotLaidToIt() {
    worth.add(List.of(), regrets(3, 1_000), 5, 1_000);
    assertThat(worth.unworthy(Map.of(Layer.TOOL_OUTPUT, 3_000_000L))).isEmpty();
    assertThat(worth.unworthy(Map.of(Layer.TOOL_OUTPUT, 100_000L)))
        .containsExactly(Layer.TOOL_OUTPUT);
  }
}
