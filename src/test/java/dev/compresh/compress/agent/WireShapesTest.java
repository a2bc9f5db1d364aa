package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.UnsignedText;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
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

  private static String forwarded(Compressor compressor, Shape shape, int size, CompressionMode compressionMode) {
    byte[] body = shape.body(size).getBytes(StandardCharsets.UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(shape.dialect(), body);
    assertThat(prompt.plain()).as(shape.body(size)).isTrue();
    byte[] out = compressor.plan(prompt, policy(compressionMode), Agent.AMPLE).apply(prompt);
    assertThat(JSON.readTree(out)).isNotNull();
    return new String(out, StandardCharsets.UTF_8);
  }

  private static String whole(Shape shape, CompressionMode compressionMode) {
    return UnsignedText.of(forwarded(Agent.compressor(), shape, shape.size(), compressionMode));
  }

  @ParameterizedTest
  @EnumSource
  void eachTurn_beginsWithTheTurnBefore(Shape shape) {
    Compressor kept = Agent.compressor();
    String before = "";
    for (int size = 1; size <= shape.size(); size++) {
      String now = forwarded(kept, shape, size, CompressionMode.LOSSLESS);
      assertThat(now).startsWith(before);
      assertThat(forwarded(Agent.compressor(), shape, size, CompressionMode.LOSSLESS)).isEqualTo(now);
      before = now.substring(0, now.length() - 2);
    }
  }

  /** Lines in a JSON string do not stand as lines, so nothing refers to them. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CODEX")
  void secondReading_isAReference(Shape shape) {
    for (CompressionMode compressionMode : List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED)) {
      assertThat(whole(shape, compressionMode))
          .as("%s %s", shape, compressionMode)
          .containsPattern("(same as|lines as|as in) .* above");
      assertThat(whole(shape, compressionMode)).contains("step_7 = compute(7)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsAndWordsOfPeople_stay(Shape shape) {
    for (CompressionMode compressionMode : List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED)) {
      String out = whole(shape, compressionMode);
      for (int i = 0; i < shape.size(); i++) {
        if (!shape.results().contains(i)) {
          assertThat(out).contains(shape.messages().get(i));
        }
      }
      assertThat(out).contains(shape.spoken());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasForwarded_sentAgain_staysAsItIs(Shape shape) {
    String once = forwarded(Agent.compressor(), shape, shape.size(), CompressionMode.LOSSLESS);
    byte[] body = once.getBytes(StandardCharsets.UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(shape.dialect(), body);
    byte[] out = Agent.compressor().plan(prompt, policy(CompressionMode.LOSSLESS), Agent.AMPLE).apply(prompt);
    assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(once);
  }

  @Test
  void jsonAroundWhatAShellPrinted_staysWhereItSavesLittle() {
    assertThat(whole(Shape.CODEX, CompressionMode.LOSSLESS)).doesNotContain("\\\"output\\\":below");
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
