package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.compression.eviction.UnchangedStub;
import dev.compresh.dialect.Prompt;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stub in place of a file points to a text that was shown before: that must be there. */
class UnchangedStubTest {
  private static final String STUB =
      "File unchanged since last read. The content from the earlier Read tool_result in this"
          + " conversation is still current — refer to that instead of re-reading.";

  private static final CompressionPolicy NARROW =
      CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS).withRoom(9_000);

  private static String file(String name, int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(i -> i + "\tconst " + name + i + " = compute(" + i * 31 + ");")
        .collect(Collectors.joining("\n"));
  }

  private static void read(ScriptedConversation conversation, String name, String result) {
    conversation.tool("Read", "{\"file_path\":\"/w/" + name + ".js\"}", result);
  }

  /** A session in which {@code stubs} of {@code a.js} follow at once, or at the end. */
  private static ScriptedConversation session(boolean early, boolean late) {
    ScriptedConversation conversation = new ScriptedConversation().system("Agent.").user("Go on.");
    read(conversation, "a", file("a", 200));
    if (early) {
      read(conversation, "a", STUB);
    }
    for (int i = 0; i < 12; i++) {
      read(conversation, "f" + i, file("f" + i, 100));
    }
    if (late) {
      read(conversation, "a", STUB);
    }
    return conversation;
  }

  private static List<String> forwarded(Compressor compressor, ScriptedConversation conversation) {
    Prompt prompt = AgentCompression.forwarded(compressor, conversation, NARROW);
    return AgentCompression.results(prompt);
  }

  private static boolean isCut(List<String> results) {
    return results.getFirst().contains("200 lines cut");
  }

  @Test
  void textWithoutStub_isCutForTheWindow() {
    assertThat(isCut(forwarded(AgentCompression.compressor(), session(false, false)))).isTrue();
  }

  @Test
  void textThatAStubPointsTo_isNotCut() {
    List<String> results = forwarded(AgentCompression.compressor(), session(true, false));
    assertThat(isCut(results)).isFalse();
    assertThat(results).anyMatch(result -> result.contains("100 lines cut"));
  }

  /** The agent does not know that it was cut, and will not show it again. */
  @Test
  void textThatWasCut_comesBackWithItsStub() {
    ScriptedConversation conversation = session(false, true);
    Compressor compressor = AgentCompression.compressor();
    assertThat(isCut(forwarded(compressor, conversation.upTo(conversation.size() - 2)))).isTrue();
    List<String> results = forwarded(compressor, conversation);
    assertThat(isCut(results)).isFalse();
    assertThat(results.getLast()).isEqualTo(STUB);
    assertThat(results).isEqualTo(forwarded(AgentCompression.compressor(), conversation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STUB,
        "Wasted call — file unchanged since your last Read. Refer to that earlier tool_result instead.",
        "[File lib/a.js unchanged since last read in this session — the full content was provided"
            + " earlier in this conversation.]",
        "[unchanged]",
        "Already read: /src/a.go\nIts content has not changed."
      })
  void matches_wordsOfAgents(String text) {
    assertThat(UnchangedStub.matches(text)).isTrue();
  }

  @Test
  void matches_noFile() {
    assertThat(UnchangedStub.matches(file("unchanged", 9))).isFalse();
    assertThat(UnchangedStub.matches("12\tpackage a;")).isFalse();
  }
}
