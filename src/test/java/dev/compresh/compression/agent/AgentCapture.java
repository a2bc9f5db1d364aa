package dev.compresh.compression.agent;

import dev.compresh.compression.client.KnownAgent;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How one agent reads a file and runs a command, as its clients send it: names, arguments and what
 * is around the text.
 *
 * @param tool the tool that reads
 * @param arguments of the call that reads {@code lib/plan.js}
 * @param result what it shows of it
 * @param shell the tool that runs commands
 * @param command arguments of the call that runs {@code npm test}
 */
record AgentCapture(
    KnownAgent agent, String tool, String arguments, String result, String shell, String command) {
  private static final int LINES = 48;

  /** The file that all of them read. */
  static String line(int number) {
    return number % 4 == 0 ? "}" : "  step" + number + "(plan, " + number * 7 + "); // keep";
  }

  /** Its lines, each as {@code format} prints number and text. */
  static String file(String format) {
    return IntStream.rangeClosed(1, LINES)
        .mapToObj(i -> String.format(format, i, line(i)))
        .collect(Collectors.joining("\n"));
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** The one capture of {@code agent}. */
  static AgentCapture of(KnownAgent agent) {
    String path = "/w/lib/plan.js";
    return switch (agent) {
      case CLAUDE_CODE ->
          tool(
              agent, "Read", "{\"file_path\":\"" + path + "\"}", file("%d\t%s"), "Bash", "command");
      case CODEX ->
          new AgentCapture(
              agent,
              "exec",
              "const r = await tools.exec_command({cmd: \"cat 'lib/plan.js'\"});\ntext(r.output);",
              "Script completed\nWall time 0.1 seconds\nOutput:\n" + file("%2$s"),
              "exec",
              "text(await tools.exec_command({\"cmd\": `npm test`}));");
      case OPENCODE, KILO_CODE ->
          tool(
              agent,
              "read",
              "{\"filePath\":\"" + path + "\"}",
              "<path>"
                  + path
                  + "</path>\n<type>file</type>\n<content>\n"
                  + file("%d: %s")
                  + "\n\n(End of file - total 48 lines)\n</content>",
              "bash",
              "command");
      case CLINE ->
          new AgentCapture(
              agent,
              "read_files",
              "{\"files\":[{\"path\":\"" + path + "\"}]}",
              "[{\"query\":\""
                  + path
                  + "\",\"result\":\""
                  + json(file("%2d | %s"))
                  + "\",\"success\":true}]",
              "run_commands",
              "{\"commands\":[\"npm test\"]}");
      case ROO_CODE ->
          tool(
              agent,
              "read_file",
              "{\"path\":\"lib/plan.js\"}",
              "File: lib/plan.js\nLines 1-48:\n" + file("%2d | %s"),
              "execute_command",
              "command");
      case CONTINUE ->
          tool(agent, "Read", "{\"filepath\":\"" + path + "\"}", file("%2$s"), "Bash", "command");
      case QWEN_CODE ->
          tool(
              agent,
              "read_file",
              "{\"absolute_path\":\"" + path + "\"}",
              file("%2$s"),
              "run_shell_command",
              "command");
      case GEMINI_CLI ->
          tool(
              agent,
              "read_file",
              "{\"file_path\":\"lib/plan.js\"}",
              file("%2$s"),
              "run_shell_command",
              "command");
      case DROID ->
          tool(
              agent,
              "Read",
              "{\"file_path\":\"" + path + "\"}",
              file("%2$s"),
              "Execute",
              "command");
      case OPENHANDS ->
          tool(
              agent,
              "str_replace_editor",
              "{\"command\":\"view\",\"path\":\"" + path + "\"}",
              "Here's the result of running `cat -n` on " + path + ":\n" + file("%6d\t%s"),
              "execute_bash",
              "command");
      case MINI_SWE_AGENT ->
          tool(
              agent,
              "bash",
              "{\"command\":\"cat lib/plan.js\"}",
              "<returncode>0</returncode>\n<output>\n" + file("%2$s") + "\n</output>",
              "bash",
              "command");
      case COPILOT ->
          tool(
              agent,
              "read_file",
              "{\"filePath\":\"" + path + "\",\"startLine\":1,\"endLine\":48}",
              "File: `"
                  + path
                  + "`. Lines 1 to 48 (48 lines total):\n```javascript\n"
                  + file("%2$s")
                  + "\n```",
              "run_in_terminal",
              "command");
      case AIDER -> throw new IllegalArgumentException("no tools");
    };
  }

  private static AgentCapture tool(
      KnownAgent agent, String tool, String arguments, String result, String shell, String name) {
    return new AgentCapture(
        agent, tool, arguments, result, shell, "{\"" + name + "\":\"npm test\"}");
  }
}
