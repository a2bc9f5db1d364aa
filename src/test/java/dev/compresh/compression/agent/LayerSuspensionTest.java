package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerSuspensions;
import dev.compresh.compression.ScriptedConversation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A layer that is switched off in a conversation: what was sent stays, what is new goes out raw.
 */
class LayerSuspensionTest {
  private static final CompressionPolicy POLICY =
      CompressionPolicy.of(CompressionMode.LOSSLESS, CompressionObjective.COST);

  private static String listing(int first) {
    StringBuilder out = new StringBuilder();
    for (int i = first; i < first + 60; i++) {
      out.append("%6d\tcount_%d = total(%d)%n".formatted(i, i, i * 7));
    }
    return out.toString();
  }

  private static ScriptedConversation session() {
    ScriptedConversation scriptedConversation = new ScriptedConversation().user("Look at it.");
    for (int i = 0; i < 4; i++) {
      scriptedConversation.tool("Read", "{\"file_path\":\"/a" + i + ".py\"}", listing(1 + i));
    }
    return scriptedConversation;
  }

  @ParameterizedTest
  @EnumSource(
      value = Layer.class,
      names = {"TOOL_OUTPUT", "DEDUP"})
  void whatWasSentStays_andWhatIsNewGoesOutRaw(Layer layer) {
    ScriptedConversation scriptedConversation = session();
    int from = 5;
    CompressionPolicy suspended = POLICY.suspending(new LayerSuspensions(Map.of(layer, from)));
    List<String> raw = AgentCompression.results(scriptedConversation.prompt());
    List<String> with =
        AgentCompression.results(
            AgentCompression.forwarded(
                AgentCompression.compressor(), scriptedConversation, POLICY));
    List<String> now =
        AgentCompression.results(
            AgentCompression.forwarded(
                AgentCompression.compressor(), scriptedConversation, suspended));
    assertThat(with).allSatisfy(text -> assertThat(raw).doesNotContain(text));
    assertThat(now.subList(0, 2)).isEqualTo(with.subList(0, 2));
    assertThat(now.subList(2, 4)).isEqualTo(raw.subList(2, 4));
  }
}
