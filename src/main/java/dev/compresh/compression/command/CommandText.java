package dev.compresh.compression.command;

import java.util.List;
import java.util.Set;

/**
 * Extracts what a shell command runs, as far as its text tells: words that only say where and how
 * go, be it {@code cd … &&}, {@code timeout 60} or the shell on another machine.
 */
public final class CommandText {
  private static final int DEEPEST = 6;

  /** Words that run what comes after them, and their options. */
  private static final Set<String> PREFIXES =
      Set.of("sudo", "time", "nohup", "exec", "command", "env", "stdbuf", "nice", "timeout");

  private static final List<String> SHELLS = List.of("bash", "sh", "zsh", "/bin/bash", "/bin/sh");

  private CommandText() {}

  public static String shorten(String command) {
    String text = start(command);
    for (int i = 0; i < DEEPEST; i++) {
      String inner = start(inner(text));
      if (inner.isEmpty() || inner.length() == text.length()) {
        return text;
      }
      text = inner;
    }
    return text;
  }

  /** {@code text} from its first word on: behind blank lines, comments and broken lines. */
  private static String start(String text) {
    String rest = text.strip();
    while (rest.startsWith("\\\n") || (rest.startsWith("#") && rest.indexOf('\n') > 0)) {
      rest = rest.substring(rest.indexOf('\n') + 1).strip();
    }
    return rest;
  }

  /** {@code text} without the first thing that only says where or how; or itself. */
  private static String inner(String text) {
    String word = word(text);
    if (word.equals("cd") || word.equals("source") || word.equals(".") || word.equals("pushd")) {
      int and = text.indexOf("&&");
      int end = and >= 0 ? and + 2 : text.indexOf(';') + 1;
      return end <= 0 || text.substring(0, end).indexOf('\n') >= 0 ? text : text.substring(end);
    }
    if (PREFIXES.contains(word) || isAssignment(word)) {
      return afterOptions(text.substring(word.length()).stripLeading());
    }
    boolean shell = SHELLS.contains(word);
    if (!shell && !word.equals("ssh")) {
      return text;
    }
    int quote = firstQuote(text);
    boolean quoted = quote > 0 && text.charAt(text.length() - 1) == text.charAt(quote);
    String before = quoted ? text.substring(word.length(), quote).strip() : "";
    boolean script = shell ? before.startsWith("-") && before.endsWith("c") : !before.isEmpty();
    return script && quote + 1 < text.length()
        ? text.substring(quote + 1, text.length() - 1)
        : text;
  }

  private static int firstQuote(String text) {
    int one = text.indexOf('\'');
    int two = text.indexOf('"');
    return one < 0 || (two >= 0 && two < one) ? two : one;
  }

  private static String afterOptions(String text) {
    String rest = text;
    String word = word(rest);
    while (word.startsWith("-") || isAmount(word)) {
      rest = rest.substring(word.length()).stripLeading();
      word = word(rest);
    }
    return rest;
  }

  private static boolean isAmount(String word) {
    return !word.isEmpty() && Character.isDigit(word.charAt(0));
  }

  private static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && word.chars().limit(equals).allMatch(c -> Character.isLetterOrDigit(c) || c == '_')
        && word.indexOf('$') < 0
        && word.indexOf('"') < 0
        && word.indexOf('\'') < 0;
  }

  private static String word(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }
}
