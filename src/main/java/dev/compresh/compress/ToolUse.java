package dev.compresh.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a call of a tool asked for, as far as its arguments tell by their usual names.
 *
 * @param tool the tool's name
 * @param command the shell command, empty where there is none
 * @param target the file, path or pattern that it is about, empty where there is none
 * @param written texts of several lines in the arguments: what a write or an edit puts in
 */
public record ToolUse(String tool, String command, String target, List<String> written) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> COMMANDS = Set.of("command", "cmd", "script", "code", "input");
  private static final Set<String> SHELLS =
      Set.of("bash", "shell", "local_shell", "exec", "execute_bash", "terminal");

  private static final List<String> SHELL_ENDS = List.of("sh", "shell", "cmd", "cmd.exe", "sh.exe");

  /** How a patch for the tool {@code apply_patch} begins. */
  private static final String PATCH = "*** Begin Patch";

  private static final Set<String> TARGETS =
      Set.of(
          "file_path",
          "path",
          "filename",
          "file",
          "target_file",
          "notebook_path",
          "pattern",
          "query",
          "url",
          "relative_workspace_path",
          "directory");

  /** A result whose call is not in the prompt. */
  public static final ToolUse UNKNOWN = new ToolUse("", "", "", List.of());

  /**
   * The call of {@code tool} with {@code arguments}: JSON text, or text as it is for tools of free
   * form; broken JSON tells nothing.
   */
  public static ToolUse read(String tool, String arguments) {
    if (!arguments.isEmpty() && arguments.charAt(0) != '{' && arguments.charAt(0) != '[') {
      return free(tool, arguments);
    }
    String command = "";
    String target = "";
    List<String> written = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), arguments)) {
      String list = "";
      List<String> words = new ArrayList<>();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          list = name(parser.streamReadContext().getParent());
          words.clear();
        } else if (token == JsonToken.END_ARRAY) {
          command = COMMANDS.contains(list) && !words.isEmpty() ? command(words) : command;
          list = "";
        } else if (token == JsonToken.VALUE_STRING) {
          String name = list.isEmpty() ? name(parser.streamReadContext()) : list;
          String value = parser.getString();
          if (!list.isEmpty() && COMMANDS.contains(list)) {
            words.add(value);
          } else if (COMMANDS.contains(name) && !value.startsWith(PATCH)) {
            command = value;
          } else if (target.isEmpty() && TARGETS.contains(name)) {
            target = value;
          }
          if (value.indexOf('\n') >= 0) {
            written.add(value);
          }
        }
      }
    } catch (JacksonException e) {
      // What was read up to here holds.
    }
    return new ToolUse(tool, command, target, written);
  }

  /** What a call of free form holds: a patch, or a script for a shell. */
  private static ToolUse free(String tool, String text) {
    boolean runs = SHELLS.contains(tool);
    List<String> written = text.indexOf('\n') >= 0 ? List.of(text) : List.of();
    return new ToolUse(tool, runs ? text : "", "", written);
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
