package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.UnsignedText;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Agents as they speak on the wire: results get smaller, and each turn begins with the last. */
class WireShapesTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static CompressionPolicy policy(CompressionMode compressionMode) {
    return new CompressionPolicy(compressionMode, CompressionObjective.COST, 3, 200, 100, Set.of());
  }

  private static String forwarded(
      Compressor compressor,
      AgentWireShape agentWireShape,
      int size,
      CompressionMode compressionMode) {
    byte[] body = agentWireShape.body(size).getBytes(StandardCharsets.UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(agentWireShape.dialect(), body);
    assertThat(prompt.plain()).as(agentWireShape.body(size)).isTrue();
    byte[] out =
        compressor.plan(prompt, policy(compressionMode), AgentCompression.AMPLE).apply(prompt);
    assertThat(JSON.readTree(out)).isNotNull();
    return new String(out, StandardCharsets.UTF_8);
  }

  private static String whole(AgentWireShape agentWireShape, CompressionMode compressionMode) {
    return UnsignedText.of(
        forwarded(
            AgentCompression.compressor(), agentWireShape, agentWireShape.size(), compressionMode));
  }

  @ParameterizedTest
  @EnumSource
  void eachTurn_beginsWithTheTurnBefore(AgentWireShape agentWireShape) {
    Compressor kept = AgentCompression.compressor();
    String before = "";
    for (int size = 1; size <= agentWireShape.size(); size++) {
      String now = forwarded(kept, agentWireShape, size, CompressionMode.LOSSLESS);
      assertThat(now).startsWith(before);
      assertThat(
              forwarded(
                  AgentCompression.compressor(), agentWireShape, size, CompressionMode.LOSSLESS))
          .isEqualTo(now);
      before = now.substring(0, now.length() - 2);
    }
  }

  /** Lines in a JSON string do not stand as lines, so nothing refers to them. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CODEX")
  void secondReading_isAReference(AgentWireShape agentWireShape) {
    for (CompressionMode compressionMode :
        List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED)) {
      assertThat(whole(agentWireShape, compressionMode))
          .as("%s %s", agentWireShape, compressionMode)
          .containsPattern("(same as|lines as|as in) .* above");
      assertThat(whole(agentWireShape, compressionMode)).contains("step_7 = compute(7)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsAndWordsOfPeople_stay(AgentWireShape agentWireShape) {
    for (CompressionMode compressionMode :
        List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED)) {
      String out = whole(agentWireShape, compressionMode);
      for (int i = 0; i < agentWireShape.size(); i++) {
        if (!agentWireShape.results().contains(i)) {
          assertThat(out).contains(agentWireShape.messages().get(i));
        }
      }
      assertThat(out).contains(agentWireShape.spoken());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasForwarded_sentAgain_staysAsItIs(AgentWireShape agentWireShape) {
    String once =
        forwarded(
            AgentCompression.compressor(),
            agentWireShape,
            agentWireShape.size(),
            CompressionMode.LOSSLESS);
    byte[] body = once.getBytes(StandardCharsets.UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(agentWireShape.dialect(), body);
    byte[] out =
        AgentCompression.compressor()
            .plan(prompt, policy(CompressionMode.LOSSLESS), AgentCompression.AMPLE)
            .apply(prompt);
    assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(once);
  }

  @Test
  void jsonAroundWhatAShellPrinted_staysWhereItSavesLittle() {
    assertThat(whole(AgentWireShape.CODEX, CompressionMode.LOSSLESS))
        .doesNotContain("\\\"output\\\":below");
  }

  /** A file of thirty lines, as the wire has it. */
  static String file(String feed) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("step_" + i + " = compute(" + i + ")  # of the plan");
    }
    return String.join(feed, lines);
  }

  static String numbered() {
    List<String> lines = new ArrayList<>();
    for (String line : file("\n").lines().toList()) {
      lines.add("%6d→%s".formatted(lines.size() + 1, line));
    }
    return String.join("\\n", lines);
  }
}
