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

  /** The call of {@code tool} with {@code arguments}, JSON text; broken JSON tells nothing. */
  public static ToolUse read(String tool, String arguments) {
    String command = "";
    String target = "";
    List<String> written = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), arguments)) {
      String list = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          list = name(parser.streamReadContext().getParent());
        } else if (token == JsonToken.END_ARRAY) {
          list = "";
        } else if (token == JsonToken.VALUE_STRING) {
          String name = list.isEmpty() ? name(parser.streamReadContext()) : list;
          String value = parser.getString();
          if (COMMANDS.contains(name)) {
            // A list is an argv: its last word is what a shell was given to run.
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

  private static String name(@Nullable TokenStreamContext context) {
    String name = context == null ? null : context.currentName();
    return name == null ? "" : name;
  }
}
