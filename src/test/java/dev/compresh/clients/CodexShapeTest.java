package dev.compresh.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.dialect.Dialect;
import dev.compresh.sim.ConversationCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies as Codex sends them: items, sealed reasoning, nothing stored at the provider. */
class CodexShapeTest {
  private static final String SEALED =
      "{\"type\":\"reasoning\",\"summary\":[],\"content\":null,\"encrypted_content\":\"gAAAAABo+/=\"}";

  @TempDir private Path folder;

  private static String body(int turn) {
    StringBuilder input =
        new StringBuilder(
            "{\"type\":\"message\",\"role\":\"developer\",\"content\":[{\"type\":\"input_text\","
                + "\"text\":\"<permissions>\"}]},{\"type\":\"message\",\"role\":\"user\","
                + "\"content\":[{\"type\":\"input_text\",\"text\":\"Fix it.\"}]}");
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      out.append("  return rates[").append(i * 31 % 97).append("] * ").append(i).append(";\\\\n");
    }
    for (int i = 0; i < turn; i++) {
      input.append(',').append(SEALED);
      input
          .append(
              ",{\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":\"{\\\"command\\\":")
          .append("[\\\"bash\\\",\\\"-lc\\\",\\\"cat f.c\\\"]}\",\"call_id\":\"call_s")
          .append(i)
          .append("\"},{\"type\":\"function_call_output\",\"call_id\":\"call_s")
          .append(i)
          .append("\",\"output\":\"{\\\"output\\\":\\\"")
          .append(out.toString().replace("\\", "\\\\").replace("\\\\\\\\", "\\\\"))
          .append("\\\",\\\"metadata\\\":{\\\"exit_code\\\":0,\\\"duration_seconds\\\":0.1}}\"}");
      input
          .append(",{\"type\":\"custom_tool_call\",\"status\":\"completed\",\"call_id\":\"call_p")
          .append(i)
          .append("\",\"name\":\"apply_patch\",\"input\":\"*** Begin Patch\\n*** End Patch\"}")
          .append(",{\"type\":\"custom_tool_call_output\",\"call_id\":\"call_p")
          .append(i)
          .append("\",\"output\":\"Success. Updated the following files:\\nM f.c\\n\"}");
    }
    return "{\"model\":\"gpt-5\",\"instructions\":\"You are Codex.\",\"input\":["
        + input
        + "],\"tools\":[{\"type\":\"custom\",\"name\":\"apply_patch\"}],\"tool_choice\":\"auto\","
        + "\"parallel_tool_calls\":false,\"store\":false,\"stream\":true,\"include\":"
        + "[\"reasoning.encrypted_content\"],\"prompt_cache_key\":\"0199-a\"}";
  }

  @Test
  void session_keepsItsItemsAndPrefix() {
    try (RunningProgram program = RunningProgram.quick(folder, RunningProgram.UNHURRIED)) {
      String before = "";
      for (int turn = 1; turn <= 8; turn++) {
        byte[] body = body(turn).getBytes(UTF_8);
        var answer =
            program.post(
                "/v1/responses",
                body,
                List.of("session-id", "0199-b", "x-compresh-mode", "lossless"));
        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.headers().firstValue("x-compresh-session-id")).hasValue("0199-b");
        byte[] sent = program.forwarded();
        assertThat(ConversationCheck.added(Dialect.RESPONSES, body, sent)).isEmpty();
        String forwarded = new String(sent, UTF_8);
        assertThat(forwarded.split("gAAAAABo\\+/=", -1)).hasSize(turn + 1);
        assertThat(forwarded.split("Begin Patch", -1)).hasSize(turn + 1);
        assertThat(forwarded.split("exit_code", -1).length).isGreaterThan(1);
        String items = forwarded.substring(0, forwarded.indexOf("],\"tools\""));
        assertThat(items).startsWith(before);
        before = items;
      }
    }
  }
}
