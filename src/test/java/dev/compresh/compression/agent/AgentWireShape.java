package dev.compresh.compression.agent;

import dev.compresh.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sessions that read the same file twice, each as one agent puts it on the wire. */
enum AgentWireShape {
  CLAUDE_CODE(Dialect.MESSAGES, "messages"),
  CODEX(Dialect.RESPONSES, "input"),
  CODEX_TEXT(Dialect.RESPONSES, "input"),
  MINI_SWE(Dialect.CHAT, "messages"),
  OPEN_HANDS(Dialect.CHAT, "messages"),
  CLINE(Dialect.MESSAGES, "messages"),
  ROO_STRING(Dialect.CHAT, "messages"),
  REACT(Dialect.CHAT, "messages"),
  APP(Dialect.CHAT, "messages");

  private static final String SPOKEN = "Now explain <output> and Observation: to me, please.";

  @SuppressWarnings("ImmutableEnumChecker") // dialects have no state
  private final Dialect dialect;

  private final String array;

  AgentWireShape(Dialect dialect, String array) {
    this.dialect = dialect;
    this.array = array;
  }

  /** The whole session. */
  List<String> messages() {
    List<String> messages = new ArrayList<>();
    messages.add(said("user", "Work on the plan. " + "Do it well. ".repeat(60)));
    for (int turn = 0; turn < 4; turn++) {
      switch (name()) {
        case "CLAUDE_CODE" -> claudeCode(turn, messages);
        case "CODEX", "CODEX_TEXT" -> codex(turn, messages);
        case "APP" -> app(turn, messages);
        default -> inline(messages);
      }
    }
    messages.add(said("assistant", "It is done."));
    messages.add(said("user", SPOKEN));
    return messages;
  }

  private static String said(String role, String text) {
    return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
  }

  private void claudeCode(int turn, List<String> messages) {
    messages.add(
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t"
            + turn
            + "\",\"name\":\"Read\",\"input\":{\"file_path\":\"/w/plan.py\"}}]}");
    messages.add(
        "{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"t"
            + turn
            + "\",\"type\":\"tool_result\",\"content\":\""
            + WireShapesTest.numbered()
            + "\"}]}");
  }

  private void codex(int turn, List<String> messages) {
    String printed = WireShapesTest.file("\n").replace("\n", "\\\\n");
    String wrapped =
        "{\\\"output\\\":\\\"" + printed + "\\\",\\\"metadata\\\":{\\\"exit_code\\\":0}}";
    String text = "Exit code: 0\\nWall time: 0.1 seconds\\nOutput:\\n" + WireShapesTest.file("\\n");
    messages.add(
        "{\"type\":\"function_call\",\"name\":\"shell\",\"call_id\":\"c"
            + turn
            + "\",\"arguments\":\"{\\\"command\\\":[\\\"bash\\\",\\\"-lc\\\",\\\"cat"
            + " plan.py\\\"]}\"}");
    messages.add(
        "{\"type\":\"function_call_output\",\"call_id\":\"c"
            + turn
            + "\",\"output\":\""
            + (name().equals("CODEX") ? wrapped : text)
            + "\"}");
  }

  private void app(int turn, List<String> messages) {
    messages.add(
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a"
            + turn
            + "\",\"type\":\"function\",\"function\":{\"name\":\"get_plan\",\"arguments\":\"{}\"}}]}");
    messages.add(
        "{\"role\":\"tool\",\"tool_call_id\":\"a"
            + turn
            + "\",\"content\":\""
            + WireShapesTest.file("\\n")
            + "\"}");
  }

  private void inline(List<String> messages) {
    String file = WireShapesTest.file("\\n");
    switch (name()) {
      case "MINI_SWE" -> {
        messages.add(said("assistant", "I read it.\\n```bash\\ncat plan.py\\n```"));
        messages.add(
            said("user", "<returncode>0</returncode>\\n<output>\\n" + file + "\\n</output>"));
      }
      case "OPEN_HANDS" -> {
        messages.add(
            said(
                "assistant",
                "<function=execute_bash>\\n<parameter=command>cat plan.py</parameter>\\n"
                    + "</function>"));
        messages.add(said("user", "EXECUTION RESULT of [execute_bash]:\\n" + file));
      }
      case "REACT" -> {
        messages.add(said("assistant", "Action: read_file\\nAction Input: plan.py"));
        messages.add(said("user", "Observation: read\\n" + file));
      }
      case "ROO_STRING" -> {
        messages.add(said("assistant", "<read_file>\\n<path>plan.py</path>\\n</read_file>"));
        messages.add(
            said(
                "user",
                "[read_file for 'plan.py'] Result:\\n"
                    + file
                    + "\\n<environment_details>\\nopen: plan.py\\n</environment_details>"));
      }
      default -> {
        messages.add(said("assistant", "<read_file>\\n<path>plan.py</path>\\n</read_file>"));
        messages.add(
            "{\"role\":\"user\",\"content\":["
                + "{\"type\":\"text\",\"text\":\"[read_file for 'plan.py'] Result:\"},"
                + "{\"type\":\"text\",\"text\":\""
                + file
                + "\"},{\"type\":\"text\",\"text\":\"<environment_details>\\nx\"}]}");
      }
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** The request with the first {@code size} messages. */
  String body(int size) {
    return "{\"model\":\"m\",\""
        + array
        + "\":["
        + String.join(",", messages().subList(0, size))
        + "]}";
  }

  int size() {
    return messages().size();
  }

  /** Places of the messages that hold results. */
  Set<Integer> results() {
    return Set.of(2, 4, 6, 8);
  }

  String spoken() {
    return SPOKEN;
  }
}
