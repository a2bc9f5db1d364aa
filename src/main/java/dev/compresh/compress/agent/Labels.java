package dev.compresh.compress.agent;

import dev.compresh.compress.ToolUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names for results and calls, by which a later line can refer to them: short, and each once. */
final class Labels {
  private static final int LONGEST = 48;

  private final Map<String, Integer> uses = new HashMap<>();
  private final List<Given> given = new ArrayList<>();

  private record Given(int message, String name) {}

  /** A name for the result of {@code use}. */
  String result(int message, ToolUse use) {
    return unique(message, name(use));
  }

  /** A name for the text that the call {@code use} itself holds. */
  String written(int message, ToolUse use) {
    return unique(message, "your " + name(use));
  }

  void truncate(int message) {
    while (!given.isEmpty() && given.getLast().message() >= message) {
      uses.computeIfPresent(given.removeLast().name(), (name, n) -> n == 1 ? null : n - 1);
    }
  }

  private String unique(int message, String name) {
    given.add(new Given(message, name));
    int n = uses.merge(name, 1, Integer::sum);
    return n == 1 ? name : name + " #" + n;
  }

  private static String name(ToolUse use) {
    if (!use.command().isEmpty()) {
      return '`' + brief(use.command()) + '`';
    }
    String target = use.target();
    if (target.isEmpty()) {
      return use.tool().isEmpty() ? "a result" : use.tool();
    }
    return use.tool() + ' ' + brief(target.substring(target.lastIndexOf('/') + 1));
  }

  private static String brief(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    if (line.length() > LONGEST) {
      int cut = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      return line.substring(0, cut) + '…';
    }
    return line;
  }
}
