package dev.compresh.compression.command;

import java.util.ArrayList;
import java.util.List;

/** Shell commands, as far as one tells by their words what they print. */
public final class CommandLineParser {
  /** Longer commands are scripts; their beginning tells enough. */
  private static final int LONGEST = 64_000;

  private final String text;
  private final int depth;
  private final List<List<String>> programs = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private List<String> words = new ArrayList<>();

  /** Whether a word has begun; quotes may hold none of its characters. */
  private boolean begun;

  /** Whether what runs only filters what another program prints. */
  private boolean piped;

  /** Whether what runs prints into a file. */
  private boolean hidden;

  /** Whether the next word is where output goes to, not one of the program's. */
  private boolean target;

  private String heredoc = "";

  private CommandLineParser(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  /**
   * The programs whose output is seen, each with the words after it, quotes taken off: what appears
   * first in each pipeline of {@code command}, and what it runs where it only runs another program.
   * Paths are cut to their last part.
   */
  public static List<List<String>> programs(String command) {
    return programs(command, 0);
  }

  static List<List<String>> programs(String command, int depth) {
    CommandLineParser commandLineParser =
        new CommandLineParser(
            command.substring(0, Math.min(command.length(), LONGEST)) + "\n", depth);
    for (int i = 0; i < commandLineParser.text.length(); ) {
      i = commandLineParser.next(i);
    }
    commandLineParser.end(false);
    return commandLineParser.programs;
  }

  /** Takes in what is at {@code i}; the offset after it. */
  private int next(int i) {
    char c = text.charAt(i);
    switch (c) {
      case '"', '\'' -> {
        return quoted(i, c);
      }
      case '\\' -> {
        if (text.charAt(Math.min(i + 1, text.length() - 1)) != '\n') {
          add(text.charAt(i + 1));
        }
        return i + 2;
      }
      case '<' -> {
        return text.startsWith("<<", i) && !text.startsWith("<<<", i) ? heredoc(i + 2) : i + 1;
      }
      case '>' -> {
        return redirected(i);
      }
      case '\n' -> {
        end(false);
        return heredoc.isEmpty() ? i + 1 : afterHeredoc(i + 1);
      }
      case ';', '(', ')' -> end(false);
      case '|', '&' -> {
        boolean twice = text.charAt(i + 1) == c;
        if (c == '&' && text.charAt(i + 1) == '>') {
          take();
          return redirected(i + 1);
        }
        end(c == '|' && !twice);
        return i + (twice ? 2 : 1);
      }
      default -> {
        if (c <= ' ') {
          take();
        } else {
          add(c);
        }
      }
    }
    return i + 1;
  }

  private void add(char c) {
    word.append(c);
    begun = true;
  }

  private int quoted(int from, char quote) {
    begun = true;
    int i = from + 1;
    for (; i < text.length() && text.charAt(i) != quote; i++) {
      boolean escaped = quote == '"' && text.charAt(i) == '\\' && i + 1 < text.length();
      word.append(text.charAt(escaped ? ++i : i));
    }
    return i + 1;
  }

  private int redirected(int at) {
    boolean errors = word.length() == 1 && word.charAt(0) == '2';
    if (word.length() == 1 && Character.isDigit(word.charAt(0))) {
      word.setLength(0);
      begun = false;
    }
    take();
    int i = text.charAt(at + 1) == '>' ? at + 2 : at + 1;
    boolean copied = text.charAt(Math.min(i, text.length() - 1)) == '&';
    hidden |= !errors && !copied;
    target = true;
    return copied ? i + 1 : i;
  }

  /** Notes what ends the text that is put in from here on. */
  private int heredoc(int from) {
    take();
    int i = text.charAt(from) == '-' ? from + 1 : from;
    while (text.charAt(i) == ' ') {
      i++;
    }
    char quote = text.charAt(i);
    int start = quote == '\'' || quote == '"' ? ++i : i;
    while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || inName(i))) {
      i++;
    }
    heredoc = text.substring(start, i);
    return i < text.length() && start > from && text.charAt(i) == quote ? i + 1 : i;
  }

  private boolean inName(int at) {
    return text.charAt(at) == '_' || text.charAt(at) == '-';
  }

  private int afterHeredoc(int from) {
    String end = heredoc;
    heredoc = "";
    int line = from;
    while (line < text.length()) {
      int feed = text.indexOf('\n', line);
      feed = feed < 0 ? text.length() : feed;
      if (text.substring(line, feed).strip().equals(end)) {
        return feed + 1;
      }
      line = feed + 1;
    }
    return text.length();
  }

  private void take() {
    if (!begun) {
      return;
    }
    if (!target) {
      words.add(word.toString());
    }
    target = false;
    begun = false;
    word.setLength(0);
  }

  private void end(boolean pipe) {
    take();
    target = false;
    if (!words.isEmpty()) {
      boolean runs = words.getFirst().equals("xargs");
      if (!hidden && (!piped || runs)) {
        programs.addAll(WrapperCommands.unwrap(words, depth));
      }
      words = new ArrayList<>();
    }
    piped = pipe;
    hidden = false;
  }
}
