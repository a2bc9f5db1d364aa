package dev.compresh.compression;

import dev.compresh.compression.client.ToolScript;
import java.util.List;

/** Reads a script that calls tools as the calls that it makes. */
final class ScriptedUse {
  private ScriptedUse() {}

  /**
   * Returns what {@code text} does, where it is such a script; else {@code program}. A script that
   * only prints what one call returned is that call.
   */
  static ToolUse of(ToolUse program, String text) {
    ToolScript script = ToolScript.read(text);
    if (script.calls().isEmpty()) {
      return program;
    }
    List<ToolUse> calls =
        script.calls().stream().map(call -> ToolUse.read(call.tool(), call.arguments())).toList();
    if (script.plain() && calls.size() == 1) {
      return calls.getFirst();
    }
    boolean shell = script.plain() && calls.stream().noneMatch(c -> c.command().isEmpty());
    String command = shell ? String.join("\n", calls.stream().map(ToolUse::command).toList()) : "";
    List<String> written = calls.stream().flatMap(call -> call.written().stream()).toList();
    return new ToolUse(program.tool(), command, "", written, new ToolAction.ScriptAction(calls));
  }
}
