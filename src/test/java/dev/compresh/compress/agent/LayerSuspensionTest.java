package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Layer;
import dev.compresh.compress.LayerSuspensions;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import dev.compresh.compress.Talk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A layer that is switched off in a conversation: what was sent stays, what is new goes out raw.
 */
class LayerSuspensionTest {
  private static final Policy POLICY = Policy.of(Mode.LOSSLESS, Objective.COST);

  private static String listing(int first) {
    StringBuilder out = new StringBuilder();
    for (int i = first; i < first + 60; i++) {
      out.append("%6d\tcount_%d = total(%d)%n".formatted(i, i, i * 7));
    }
    return out.toString();
  }

  private static Talk session() {
    Talk talk = new Talk().user("Look at it.");
    for (int i = 0; i < 4; i++) {
      talk.tool("Read", "{\"file_path\":\"/a" + i + ".py\"}", listing(1 + i));
    }
    return talk;
  }

  @ParameterizedTest
  @EnumSource(
      value = Layer.class,
      names = {"BIRTH", "REPEAT"})
  void whatWasSentStays_andWhatIsNewGoesOutRaw(Layer layer) {
    Talk talk = session();
    int from = 5;
    Policy suspended = POLICY.suspending(new LayerSuspensions(Map.of(layer, from)));
    List<String> raw = Agent.results(talk.prompt());
    List<String> with = Agent.results(Agent.forwarded(Agent.compressor(), talk, POLICY));
    List<String> now = Agent.results(Agent.forwarded(Agent.compressor(), talk, suspended));
    assertThat(with).allSatisfy(text -> assertThat(raw).doesNotContain(text));
    assertThat(now.subList(0, 2)).isEqualTo(with.subList(0, 2));
    assertThat(now.subList(2, 4)).isEqualTo(raw.subList(2, 4));
  }
}
