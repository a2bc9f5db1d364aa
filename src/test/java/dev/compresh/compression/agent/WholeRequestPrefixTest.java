package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ScriptedConversation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request about the whole conversation sees it without loss. Where nothing was lost before, it
 * goes out as before: a prefix that is in the provider's cache is not written again for nothing.
 */
class WholeRequestPrefixTest {
  private static final CompressionPolicy BALANCED =
      CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST);

  private static ScriptedConversation session() {
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().user("Make the tests pass.");
    for (int i = 0; i < 6; i++) {
      StringBuilder run = new StringBuilder("=== RUN   TestA" + i + "\n");
      for (int t = 0; t < 30; t++) {
        run.append("=== RUN   TestA" + i + "/case_" + t + "\n");
      }
      run.append("--- PASS: TestA" + i + " (0.00s)\n");
      for (int t = 0; t < 30; t++) {
        run.append("    --- PASS: TestA" + i + "/case_" + t + " (0.00s)\n");
      }
      scriptedConversation.bash(
          "go test -v ./pkg" + i, run + "PASS\nok  \texample.org/pkg" + i + "\t0.0" + i + "s\n");
    }
    return scriptedConversation;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Summarize the whole conversation so far for a hand-over, please.",
        "Your task is to create a detailed summary of this conversation, with all user messages."
      })
  void whereNothingWasLost_theBytesStay(String wish) {
    Compressor compressor = AgentCompression.compressor();
    ScriptedConversation scriptedConversation = session();
    List<String> before =
        AgentCompression.results(
            AgentCompression.forwarded(compressor, scriptedConversation, BALANCED));
    assertThat(before).isNotEqualTo(AgentCompression.results(scriptedConversation.prompt()));
    scriptedConversation.user(wish);
    assertThat(
            AgentCompression.results(
                AgentCompression.forwarded(compressor, scriptedConversation, BALANCED)))
        .isEqualTo(before);
  }
}
