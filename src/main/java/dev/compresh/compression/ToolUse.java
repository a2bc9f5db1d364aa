package dev.compresh.compression;

import dev.compresh.compression.command.ShellTools;
import java.util.List;

/**
 * The details of a tool call, read from the usual names of its arguments.
 *
 * @param tool the tool's name
 * @param command the shell command, empty where there is none
 * @param target the file, path or pattern that it is about, empty where there is none
 * @param written texts of several lines in the arguments: what a write or an edit puts in
 * @param action what else the call does
 */
public record ToolUse(
    String tool, String command, String target, List<String> written, ToolAction action) {
  /** A result whose call is not in the prompt. */
  public static final ToolUse UNKNOWN = new ToolUse("", "", "", List.of());

  /** A call whose arguments say nothing more. */
  public ToolUse(String tool, String command, String target, List<String> written) {
    this(tool, command, target, written, ToolAction.PLAIN);
  }

  /**
   * The call of {@code tool} with {@code arguments}: JSON text, or text as it is for tools of free
   * form; broken JSON tells nothing.
   */
  public static ToolUse read(String tool, String arguments) {
    boolean json = arguments.isEmpty() || arguments.charAt(0) == '{' || arguments.charAt(0) == '[';
    return json ? new ToolArguments(tool).read(arguments) : free(tool, arguments);
  }

  /** Returns what a call of free form holds: a script for a shell, a program, or a patch. */
  private static ToolUse free(String tool, String text) {
    List<String> written = text.indexOf('\n') >= 0 ? List.of(text) : List.of();
    if (ShellTools.isShell(tool)) {
      return new ToolUse(tool, text, "", written);
    }
    boolean code = !text.startsWith(ToolArguments.PATCH) && ShellTools.runsCode(tool);
    return code
        ? ScriptedUse.of(new ToolUse(tool, "", "", written, new ToolAction.CodeAction(text)), text)
        : new ToolUse(tool, "", "", written);
  }

  /** The calls that this one makes: those of a script, or itself. */
  public List<ToolUse> calls() {
    return action instanceof ToolAction.ScriptAction script ? script.calls() : List.of(this);
  }

  /** The operation that an editor tool is asked for, empty where the tool is none. */
  public String operation() {
    return action instanceof ToolAction.EditAction editAction ? editAction.operation() : "";
  }

  /** Returns whether this runs a program that is no shell command, or looks at what one printed. */
  public boolean isProgram() {
    return switch (action) {
      case ToolAction.CodeAction _, ToolAction.RunningAction _ -> true;
      case ToolAction.ScriptAction _ -> command.isEmpty();
      case ToolAction.PlainAction _, ToolAction.EditAction _ -> false;
    };
  }

  /** This call, as one that shows what {@code started} prints. */
  public ToolUse showing(ToolUse started) {
    return new ToolUse(tool, started.command, started.target, written, action);
  }
}
