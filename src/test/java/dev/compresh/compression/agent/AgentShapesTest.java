package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.client.AgentTool;
import dev.compresh.compression.client.KnownAgent;
import dev.compresh.compression.command.OutputKind;
import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.dialect.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each agent of the table is understood: what it reads, runs and edits, and what it gets. */
class AgentShapesTest {
  private static final CompressionPolicy LOSSLESS =
      CompressionPolicy.of(CompressionMode.LOSSLESS, CompressionObjective.COST);

  private static ToolUse call(AgentTool tool) {
    String value =
        switch (tool.purpose()) {
          case SHELL -> "cat lib/plan.js";
          case SEARCH -> "plan";
          case READ, EDIT, SCRIPT -> "lib/plan.js";
        };
    if (tool.purpose() == AgentTool.ToolPurpose.SCRIPT) {
      return ToolUse.read(tool.name(), "text(await tools.exec_command({cmd: 'cat lib/plan.js'}))");
    }
    boolean lists = List.of("files", "commands").contains(tool.argument());
    String quoted = lists ? "[\"" + value + "\"]" : "\"" + value + "\"";
    boolean patch = tool.argument().isEmpty() || tool.argument().equals("patchText");
    String operation = tool.purpose() == AgentTool.ToolPurpose.READ ? "view" : "str_replace";
    boolean editor = tool.name().equals("str_replace_editor");
    return patch
        ? ToolUse.read(
            tool.name(), "*** Begin Patch\n*** Update File: lib/plan.js\n-a\n+b\n*** End Patch")
        : ToolUse.read(
            tool.name(),
            "{"
                + (editor ? "\"command\":\"" + operation + "\"," : "")
                + "\""
                + tool.argument()
                + "\":"
                + quoted
                + "}");
  }

  @ParameterizedTest
  @EnumSource(KnownAgent.class)
  void tools_areKnownForWhatTheyAre(KnownAgent agent) {
    for (AgentTool tool : agent.tools()) {
      ToolUse use = call(tool);
      switch (tool.purpose()) {
        case READ, SCRIPT, SHELL -> {
          assertThat(FileAccess.of(use, "a\nb").path()).as(tool.name()).isEqualTo("lib/plan.js");
          assertThat(OutputKind.of(use)).as(tool.name()).isEqualTo(OutputKind.FILE);
        }
        case EDIT ->
            assertThat(FileAccess.changes(use))
                .as(tool.name())
                .extracting(FileAccess::path)
                .containsExactly("lib/plan.js");
        case SEARCH -> assertThat(OutputKind.of(use)).as(tool.name()).isEqualTo(OutputKind.SEARCH);
      }
    }
  }

  /** The second reading of a file is a reference that names the file, and can be undone. */
  @ParameterizedTest
  @EnumSource(value = KnownAgent.class, mode = EnumSource.Mode.EXCLUDE, names = "AIDER")
  void secondReading_isAReference(KnownAgent agent) {
    AgentCapture capture = AgentCapture.of(agent);
    ScriptedConversation conversation =
        new ScriptedConversation()
            .system("You are an agent.")
            .user("Fix the plan, please.")
            .tool(capture.tool(), capture.arguments(), capture.result())
            .tool(capture.shell(), capture.command(), "> test\n\n  12 passing (40ms)\n")
            .tool(capture.tool(), capture.arguments(), capture.result());
    Prompt prompt = conversation.prompt();
    Prompt forwarded =
        AgentCompression.forwarded(AgentCompression.compressor(), conversation, LOSSLESS);
    List<String> results = AgentCompression.results(forwarded);
    assertThat(results.getLast().length()).isLessThan(capture.result().length() / 2);
    assertThat(results.getLast()).contains("plan.js").contains("above");

    List<PromptRestorer.RestoredPart> originals =
        PromptRestorer.restore(prompt, ElisionMarkers.DEFAULT);
    List<PromptRestorer.RestoredPart> restored =
        PromptRestorer.restore(forwarded, ElisionMarkers.DEFAULT);
    for (int i = 0; i < originals.size(); i++) {
      String text = restored.get(i).text();
      assertThat(text).isNotNull();
      assertThat(
              PromptRestorer.isSame(
                  restored.get(i).use(),
                  text == null ? "" : text,
                  originals.get(i).forwarded(),
                  ElisionMarkers.DEFAULT))
          .isTrue();
    }
  }

  /** Several files in one call of Cline's: each text is known by its lines. */
  @Test
  void clineReadingTwoFiles_refersToBoth() {
    String file = AgentCapture.file("%2d | %s");
    String two =
        "["
            + clineResult("a.js", file)
            + ","
            + clineResult("b.js", file.replace("plan", "map"))
            + "]";
    ScriptedConversation conversation =
        new ScriptedConversation()
            .user("Fix it.")
            .tool("read_files", "{\"files\":[{\"path\":\"a.js\"},{\"path\":\"b.js\"}]}", two)
            .tool("run_commands", "{\"commands\":[\"ls\",\"npm test\"]}", "[]")
            .tool("read_files", "{\"files\":[{\"path\":\"a.js\"},{\"path\":\"b.js\"}]}", two);
    Prompt forwarded =
        AgentCompression.forwarded(AgentCompression.compressor(), conversation, LOSSLESS);
    List<String> results = AgentCompression.results(forwarded);
    assertThat(results.getLast().length()).isLessThan(two.length() / 4);
    assertThat(PromptRestorer.restore(forwarded, ElisionMarkers.DEFAULT))
        .extracting(PromptRestorer.RestoredPart::text)
        .containsExactly(two, "[]", two);
  }

  private static String clineResult(String path, String file) {
    String text = file.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{\"query\":\"" + path + "\",\"result\":\"" + text + "\",\"success\":true}";
  }

  /** Aider's model writes blocks that search and replace, with the file's name above. */
  @Test
  void aider_editsAreKnown() {
    List<CodeFences.FencedBlock> blocks =
        CodeFences.findBlocks(
            "lib/plan.js\n```javascript\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```\n");
    assertThat(blocks).hasSize(1);
    assertThat(blocks.getFirst().edit()).isTrue();
    assertThat(blocks.getFirst().path()).isEqualTo("lib/plan.js");
  }
}
