package dev.compresh.compression.agent;

import dev.compresh.compression.ToolUse;
import java.util.List;

/** The tool that a heading names: {@code [read_file for 'src/a.c'] Result:}. */
final class InlineHeading {
  private InlineHeading() {}

  /** Returns what {@code text} is the result of, as its heading says; else {@code called}. */
  static ToolUse use(String text, ToolUse called) {
    int feed = text.indexOf('\n');
    String line = feed < 0 ? text : text.substring(0, feed);
    int end = line.indexOf("] Result:");
    if (!line.startsWith("[") || end < 0) {
      return called;
    }
    int about = line.indexOf(" for '");
    String tool = line.substring(1, about > 0 && about < end ? about : end);
    String target = about > 0 && about + 6 < end - 1 ? line.substring(about + 6, end - 1) : "";
    if (tool.equals(called.tool())) {
      return called;
    }
    boolean runs = tool.equals("execute_command");
    return new ToolUse(tool, runs ? target : "", runs ? "" : target, List.of());
  }
}
