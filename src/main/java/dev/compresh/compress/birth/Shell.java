package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shell commands, as far as one tells by their words what they print. */
public final class Shell {
  /** Longer commands are scripts; their first lines tell enough. */
  private static final int LONGEST = 4_000;

  /** Words before a program that say how to run it. */
  private static final Set<String> PREFIXES =
      Set.of(
          "sudo", "time", "env", "nohup", "exec", "command", "stdbuf", "nice", "then", "do", "else",
          "poetry", "uv", "pipenv", "run", "bundle");

  private Shell() {}

  /**
   * The programs whose output is seen, each with the words after it: what stands first in each
   * pipeline of {@code command}. Paths are cut to their last part.
   */
  public static List<List<String>> programs(String command) {
    List<List<String>> programs = new ArrayList<>();
    List<String> words = new ArrayList<>();
    String text = command.substring(0, Math.min(command.length(), LONGEST));
    int heredoc = text.indexOf("<<");
    text = heredoc < 0 ? text : text.substring(0, heredoc);
    StringBuilder word = new StringBuilder();
    boolean piped = false;
    char quote = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '\n' : text.charAt(i);
      boolean ends = c <= ' ' || c == ';' || c == '|' || c == '&' || c == '(' || c == ')';
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        word.append(c);
      } else if (c == '"' || c == '\'') {
        quote = c;
        word.append(c);
      } else if (!ends) {
        word.append(c);
      } else {
        take(word, words);
        if (c == '\n' || c > ' ') {
          boolean or = c == '|' && i + 1 < text.length() && text.charAt(i + 1) == '|';
          boolean redirected = c == '&' && i > 0 && text.charAt(i - 1) == '>';
          if (!redirected) {
            close(words, programs, piped);
            piped = c == '|' && !or && (i == 0 || text.charAt(i - 1) != '|');
          }
        }
      }
    }
    take(word, words);
    close(words, programs, piped);
    return programs;
  }

  private static void take(StringBuilder word, List<String> words) {
    if (word.isEmpty()) {
      return;
    }
    String text = word.toString();
    word.setLength(0);
    boolean first = words.isEmpty();
    boolean setting = first && text.indexOf('=') > 0;
    boolean prefix = first && (PREFIXES.contains(text) || text.startsWith("-"));
    if (!setting && !prefix && !(first && isNumber(text)) && !text.equals("timeout")) {
      words.add(first ? program(text) : text);
    }
  }

  private static String program(String word) {
    return word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isNumber(String word) {
    return Character.isDigit(word.charAt(0));
  }

  private static void close(List<String> words, List<List<String>> programs, boolean filter) {
    boolean piped = filter;
    // What stands behind a pipe only filters; cd and the like print nothing.
    if (!words.isEmpty() && words.getFirst().equals("xargs")) {
      words.removeFirst();
      words.removeIf(word -> word.startsWith("-"));
      piped = false;
    }
    if (!words.isEmpty() && !piped && !words.getFirst().equals("cd")) {
      programs.add(List.copyOf(words));
    }
    words.clear();
  }
}
