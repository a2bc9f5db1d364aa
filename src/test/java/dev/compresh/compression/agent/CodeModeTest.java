package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.UnsignedText;
import dev.compresh.compression.command.OutputKind;
import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.compression.eviction.RecoveryHint;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Codex's code mode: scripts that call tools, and a heading before what they print. */
class CodeModeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String HEADING = "Script completed\nWall time 0.1 seconds\nOutput:\n";
  private static final String FILE = AgentCapture.file("%2$s");

  private final ArrayNode input = JSON.createArrayNode();

  private void said(String role, String text) {
    ObjectNode message = input.addObject().put("type", "message").put("role", role);
    String type = role.equals("user") ? "input_text" : "output_text";
    message.putArray("content").addObject().put("type", type).put("text", text);
  }

  private void exec(String script, String... texts) {
    String id = "call_" + input.size();
    ObjectNode call = input.addObject().put("type", "custom_tool_call").put("call_id", id);
    call.put("name", "exec").put("namespace", "functions").put("input", script);
    ObjectNode result = input.addObject().put("type", "custom_tool_call_output");
    ArrayNode output = result.put("call_id", id).putArray("output");
    for (String text : texts) {
      output.addObject().put("type", "input_text").put("text", text);
    }
  }

  private static String json(String output) {
    return "{\"chunk_id\":\"ab12\",\"wall_time_seconds\":0.05,\"exit_code\":0,\"output\":\""
        + output.replace("\n", "\\n")
        + "\"}";
  }

  /** What is forwarded; the decoder gives back what came. */
  private List<String> forwarded() {
    ObjectNode body = JSON.createObjectNode().put("model", "gpt-5.6-sol").put("stream", true);
    body.set("input", input);
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(Dialect.RESPONSES, bytes);
    CompressionPolicy lossless =
        CompressionPolicy.of(CompressionMode.LOSSLESS, CompressionObjective.COST);
    byte[] out =
        AgentCompression.compressor().plan(prompt, lossless, AgentCompression.AMPLE).apply(prompt);
    Prompt sent = (Prompt) PromptReader.read(Dialect.RESPONSES, out);
    assertThat(PromptRestorer.restore(sent, ElisionMarkers.DEFAULT))
        .extracting(PromptRestorer.RestoredPart::text)
        .isEqualTo(AgentCompression.results(prompt));
    return AgentCompression.results(sent).stream().map(UnsignedText::of).toList();
  }

  @Test
  void markers_nameTheFileAndNotTheScript() {
    said("user", "Fix it.");
    exec("text((await tools.exec_command({cmd: \"cat lib/a.js\"})).output);", HEADING, FILE);
    exec(
        "const r = await tools.exec_command({cmd: 'cat lib/a.js'});\ntext(r.output);",
        HEADING,
        FILE);
    List<String> results = forwarded();
    assertThat(results.get(2)).isEqualTo(HEADING);
    assertThat(results.get(3)).isEqualTo("[same as `cat lib/a.js` above]");
  }

  @Test
  void jsonBehindTheHeading_isOpened() {
    said("user", "Fix it.");
    exec("text((await tools.exec_command({cmd: 'cat lib/a.js'})).output);", HEADING + FILE);
    exec("text(await tools.exec_command({cmd: 'cat lib/a.js'}));", HEADING + json(FILE));
    exec("text(await tools.exec_command({cmd: 'cat lib/a.js'}));", HEADING, json(FILE));
    List<String> results = forwarded();
    assertThat(results.get(1)).startsWith(HEADING + "{\"chunk_id\"").contains("`cat lib/a.js`");
    assertThat(results.get(1).length()).isLessThan(300);
    assertThat(results.get(3).length()).isLessThan(250);
  }

  @Test
  void edits_areKnown() {
    String patch = "*** Begin Patch\\n*** Update File: lib/a.js\\n@@\\n-a\\n+b\\n*** End Patch";
    ToolUse edit = ToolUse.read("exec", "text(await tools.apply_patch(\"" + patch + "\"));");
    assertThat(FileAccess.changes(edit)).extracting(FileAccess::path).containsExactly("lib/a.js");
    ToolUse both =
        ToolUse.read(
            "exec",
            "const r = await tools.exec_command({cmd: 'sed -i s/a/b/ lib/c.js'});\n"
                + "if (!r.exit_code) text(await tools.apply_patch(\""
                + patch
                + "\"));");
    assertThat(FileAccess.changes(both))
        .extracting(FileAccess::path)
        .containsExactly("lib/c.js", "lib/a.js");
  }

  /** What a script computes of an output stays as it is. */
  @Test
  void outputThatAScriptWorksOn_isVerbatim() {
    ToolUse use =
        ToolUse.read(
            "exec", "text((await tools.exec_command({cmd: 'ls'})).output.split('\\n').pop());");
    assertThat(OutputKind.of(use)).isEqualTo(OutputKind.TEXT);
    assertThat(RecoveryHint.of(use)).isEqualTo(RecoveryHint.RUN);
    ToolUse sends =
        ToolUse.read(
            "exec",
            "const r = await tools.exec_command({cmd: 'git push'});\nif (r) text(r.output);");
    assertThat(RecoveryHint.of(sends)).isEqualTo(RecoveryHint.DONE);
  }

  @Test
  void laterLook_isWhatTheScriptStarted() {
    ToolUse wait = ToolUse.read("wait", "{\"cell_id\":\"66\",\"yield_time_ms\":1000}");
    StartedCommands started = new StartedCommands();
    ToolUse script =
        ToolUse.read("exec", "text((await tools.exec_command({cmd: 'npm test'})).output);");
    started.add(1, script, "Script running with cell ID 66\nWall time 11.0 seconds\nOutput:\n");
    assertThat(started.resolve(wait).command()).isEqualTo("npm test");
  }
}
