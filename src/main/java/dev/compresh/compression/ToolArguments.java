package dev.compresh.compression;

import dev.compresh.compression.client.CallArgument;
import dev.compresh.compression.command.ShellTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON arguments of a call. What an argument means depends on the tool, too. */
final class ToolArguments {
  /** How a patch for the tool {@code apply_patch} begins. */
  static final String PATCH = "*** Begin Patch";

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> COMMANDS = CallArgument.COMMAND.names();
  private static final Set<String> SCRIPTS = Set.of("script", "code", "input");
  private static final List<String> SHELL_ENDS = List.of("sh", "shell", "cmd", "cmd.exe", "sh.exe");

  /** Arguments that name a program which runs on. */
  private static final Set<String> PROCESSES =
      Set.of(
          "session_id",
          "sessionid",
          "bash_id",
          "shell_id",
          "process_id",
          "processid",
          "pid",
          "terminal_id",
          "terminalid",
          "task_id",
          "job_id",
          "command_id",
          "commandid",
          "cell_id",
          "id");

  /** Arguments whose text is typed into a program. */
  private static final Set<String> TYPED = Set.of("chars", "input", "text", "data", "keys");

  private static final Set<String> TARGETS = CallArgument.TARGET.names();

  /** Arguments that list what others name one by one. */
  private static final Set<String> LISTS = CallArgument.LIST.names();

  /** Operations of editors, which they take as {@code command} next to a path. */
  private static final Set<String> OPERATIONS =
      Set.of(
          "view",
          "view_range",
          "create",
          "str_replace",
          "insert",
          "undo_edit",
          "open",
          "read",
          "write",
          "edit",
          "append",
          "delete",
          "rename",
          "replace",
          "overwrite",
          "multi_edit");

  private final String tool;
  private final boolean later;
  private final List<String> written = new ArrayList<>();
  private String command = "";
  private String script = "";
  private String target = "";
  private String process = "";
  private boolean listed;
  private boolean typed;
  private boolean typing;

  /** Whether it waits for a script of Codex that runs on. */
  private boolean waiting;

  ToolArguments(String tool) {
    this.tool = tool;
    this.later = ShellTools.showsLater(tool);
  }

  ToolUse read(String arguments) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), arguments)) {
      String list = "";
      List<String> words = new ArrayList<>();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          list = name(parser.streamReadContext().getParent());
          words.clear();
        } else if (token == JsonToken.END_ARRAY) {
          finishList(list, words);
          list = "";
        } else if (token.isScalarValue()) {
          String name = list.isEmpty() ? name(parser.streamReadContext()) : list;
          String value = parser.getString();
          String member = name(parser.streamReadContext());
          boolean names = member.isEmpty() || TARGETS.contains(member.toLowerCase(Locale.ROOT));
          if (LISTS.contains(list) && names && token == JsonToken.VALUE_STRING) {
            words.add(value);
          } else if (!list.isEmpty() && COMMANDS.contains(list)) {
            words.add(value);
          } else if (value != null) {
            take(name, value, token == JsonToken.VALUE_STRING);
          }
        }
      }
    } catch (JacksonException e) {
      // What was read up to here holds.
    }
    return use();
  }

  private void finishList(String list, List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    if (list.equals("commands")) {
      // Each is a command of its own.
      command = String.join("\n", words);
      listed = true;
    } else if (COMMANDS.contains(list)) {
      command = command(words);
      listed = true;
    } else if (LISTS.contains(list) && target.isEmpty()) {
      target = String.join(", ", words);
    }
  }

  private void take(String name, String value, boolean string) {
    String key = name.toLowerCase(Locale.ROOT);
    if (PROCESSES.contains(key)) {
      process = value;
    }
    typing |= key.equals("is_input") && value.equals("true");
    waiting |= key.equals("cell_id") && tool.equals("wait");
    if (!string) {
      return;
    }
    if (later && TYPED.contains(key)) {
      typed |= !value.isBlank();
    } else if (COMMANDS.contains(key) && !value.startsWith(PATCH)) {
      command = value;
    } else if (SCRIPTS.contains(key) && !value.startsWith(PATCH)) {
      script = value;
    } else if (target.isEmpty() && TARGETS.contains(key)) {
      target = value;
    }
    if (value.indexOf('\n') >= 0) {
      written.add(value);
    }
  }

  private ToolUse use() {
    if (OPERATIONS.contains(command) && !target.isEmpty() && !listed) {
      return new ToolUse(tool, "", target, written, new ToolAction.EditAction(command));
    }
    if (later || typing || waiting) {
      ToolAction running =
          new ToolAction.RunningAction(process, true, typed || (typing && !command.isBlank()));
      return new ToolUse(tool, "", target, written, running);
    }
    if (command.isEmpty() && ShellTools.isShell(tool)) {
      command = script;
    }
    if (!command.isEmpty() && (listed || ShellTools.isCommand(tool, command))) {
      ToolAction action =
          process.isEmpty()
              ? ToolAction.PLAIN
              : new ToolAction.RunningAction(process, false, false);
      return new ToolUse(tool, command, target, written, action);
    }
    if (script.isEmpty() || !ShellTools.runsCode(tool)) {
      return new ToolUse(tool, "", target, written);
    }
    ToolAction code = new ToolAction.CodeAction(script);
    return ScriptedUse.of(new ToolUse(tool, "", target, written, code), script);
  }

  /** One line of what a list gives to run: what its shell is given, or the words of a program. */
  private static String command(List<String> words) {
    String option = words.size() == 3 ? words.get(1) : "";
    boolean script = option.startsWith("-") || option.equals("/c");
    boolean shell = SHELL_ENDS.stream().anyMatch(words.getFirst()::endsWith);
    return script && shell ? words.getLast() : String.join(" ", words);
  }

  private static String name(@Nullable TokenStreamContext context) {
    String name = context == null ? null : context.currentName();
    return name == null ? "" : name;
  }
}
