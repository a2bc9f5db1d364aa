package dev.compresh.compression.agent;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls that a model makes in plain text: a block of shell, tags as OpenHands, Cline and Roo read
 * them, or the lines {@code Action:} and {@code Action Input:}.
 */
public final class TextCalls {
  private static final Set<String> COMMANDS = Set.of("command", "cmd", "code");
  private static final Set<String> TARGETS = Set.of("path", "file_path", "regex", "url", "query");

  /** Languages of blocks that agents run. */
  private static final Set<String> SHELLS =
      Set.of("", "bash", "sh", "shell", "mswea_bash_command", "console", "powershell");

  /** Tags of Cline and Roo that are no tools. */
  private static final Set<String> NO_TOOLS = Set.of("thinking", "thought", "think", "environment");

  /** Tags looked at: a call has few, and text without one must not be searched for ever. */
  private static final int MOST_TAGS = 64;

  private static final int LONGEST_TAG = 40;

  private TextCalls() {}

  /** The last call in {@code text}, null where there is none. */
  public static @Nullable ToolUse last(String text) {
    ToolUse tagged = function(text);
    if (tagged == null) {
      tagged = element(text);
    }
    if (tagged == null) {
      tagged = executed(text);
    }
    if (tagged == null) {
      tagged = action(text);
    }
    return tagged == null ? block(text) : tagged;
  }

  /** {@code <function=name><parameter=key>value</parameter></function>}. */
  private static @Nullable ToolUse function(String text) {
    int at = text.lastIndexOf("<function=");
    int end = at < 0 ? -1 : text.indexOf('>', at);
    if (end < 0) {
      return null;
    }
    CallArguments callArguments = new CallArguments();
    String sign = "<parameter=";
    for (int p = text.indexOf(sign, end); p >= 0; p = text.indexOf(sign, p + 1)) {
      int open = text.indexOf('>', p);
      int close = open < 0 ? -1 : text.indexOf("</parameter>", open);
      if (close < 0) {
        break;
      }
      callArguments.take(text.substring(p + sign.length(), open), text.substring(open + 1, close));
    }
    return callArguments.use(text.substring(at + 10, end));
  }

  /** {@code <execute_bash>command</execute_bash>}. */
  private static @Nullable ToolUse executed(String text) {
    int at = text.lastIndexOf("<execute_");
    int open = at < 0 ? -1 : text.indexOf('>', at);
    int close = open < 0 ? -1 : text.indexOf("</execute_", open);
    if (close < 0) {
      return null;
    }
    CallArguments callArguments = new CallArguments();
    callArguments.take("command", text.substring(open + 1, close));
    return callArguments.use(text.substring(at + 1, open));
  }

  /** {@code <read_file><path>a.c</path></read_file>}: the last element with elements in it. */
  private static @Nullable ToolUse element(String text) {
    int at = text.lastIndexOf("</");
    for (int n = 0; at > 0 && n < MOST_TAGS; n++, at = text.lastIndexOf("</", at - 1)) {
      String name = tag(text, at + 2);
      int open = name.isEmpty() ? -1 : text.lastIndexOf("<" + name + ">", at);
      if (open < 0 || NO_TOOLS.contains(name)) {
        continue;
      }
      CallArguments callArguments = new CallArguments();
      callArguments.elements(text.substring(open + name.length() + 2, at));
      return callArguments.any ? callArguments.use(name) : null;
    }
    return null;
  }

  /** The name that starts at {@code from} and ends with a bracket, empty where there is none. */
  private static String tag(String text, int from) {
    int at = from;
    while (at < text.length() && at - from < LONGEST_TAG && inTag(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '>' ? text.substring(from, at) : "";
  }

  private static boolean inTag(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  }

  private static @Nullable ToolUse action(String text) {
    int at = Math.max(text.lastIndexOf("\nAction:"), text.startsWith("Action:") ? 0 : -1);
    int line = at < 0 ? -1 : text.indexOf("Action:", at) + 7;
    int feed = line < 0 ? -1 : text.indexOf('\n', line);
    int input = feed < 0 ? -1 : text.indexOf("Action Input:", feed);
    return input < 0
        ? null
        : ToolUse.read(text.substring(line, feed).strip(), text.substring(input + 13).strip());
  }

  /** The last fenced block, where its language is a shell's. */
  private static @Nullable ToolUse block(String text) {
    int close = text.lastIndexOf("```");
    int open = close <= 0 ? -1 : text.lastIndexOf("```", close - 1);
    int feed = open < 0 ? -1 : text.indexOf('\n', open);
    if (feed < 0 || feed > close || !SHELLS.contains(text.substring(open + 3, feed).strip())) {
      return null;
    }
    CallArguments callArguments = new CallArguments();
    callArguments.take("command", text.substring(feed + 1, close));
    return callArguments.use("bash");
  }

  /** The arguments of a call while they are read. */
  private static final class CallArguments {
    private final List<String> written = new ArrayList<>();
    private String command = "";
    private String target = "";
    private boolean any;

    void take(String name, String value) {
      any = true;
      if (COMMANDS.contains(name)) {
        command = value.strip();
      } else if (TARGETS.contains(name) && target.isEmpty()) {
        target = value.strip();
      }
      if (value.strip().indexOf('\n') >= 0) {
        written.add(value);
      }
    }

    /** The elements of {@code text}, one after the other; what appears in them is not read. */
    void elements(String text) {
      int at = text.indexOf('<');
      for (int n = 0; at >= 0 && n < MOST_TAGS; n++) {
        String name = tag(text, at + 1);
        int open = at + name.length() + 2;
        int close = name.isEmpty() ? -1 : text.indexOf("</" + name + ">", open);
        if (close >= 0) {
          take(name, text.substring(open, close));
          at = text.indexOf('<', close + 1);
        } else {
          at = text.indexOf('<', at + 1);
        }
      }
    }

    ToolUse use(String tool) {
      return new ToolUse(tool, command, target, written);
    }
  }
}
