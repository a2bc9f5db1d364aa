package dev.compresh.compression.command;

import java.util.List;
import java.util.Set;

/**
 * The file that a shell command prints or writes, as far as its words tell.
 *
 * @param path the file as it was named; empty where the command is about none
 * @param changes whether it writes to the file; else it reads
 * @param first number of the first line that it shows, and
 * @param last of the last one, at most; 1 and {@link #END} where it may be the whole file
 * @param whole whether it shows all lines between them
 */
public record CommandFile(String path, boolean changes, int first, int last, boolean whole) {
  public static final int END = Integer.MAX_VALUE;

  /** About no file. */
  static final CommandFile NONE = part("", false);

  /** Longer lines are scripts: a place for output beyond that is passed over. */
  private static final int LONGEST = 4_000;

  /** Programs of a shell that print a file as it is. */
  private static final Set<String> PRINTERS =
      Set.of("cat", "nl", "bat", "batcat", "less", "more", "type", "get-content");

  private boolean isKnown() {
    return !path.isEmpty();
  }

  private static CommandFile part(String path, boolean changes) {
    return new CommandFile(path, changes, 1, END, false);
  }

  /**
   * Returns what {@code command} does to a file; {@link #NONE} where it is about none, or several.
   */
  public static CommandFile of(String command) {
    String written = redirected(command);
    if (!written.isEmpty()) {
      return part(written, true);
    }
    CommandFile file = NONE;
    for (List<String> program : CommandLineParser.programs(command)) {
      CommandFile one = program(program);
      if (one.isKnown()) {
        if (file.isKnown()) {
          return NONE; // several files in one result
        }
        file = one;
      }
    }
    return file;
  }

  private static CommandFile program(List<String> words) {
    String name = words.getFirst();
    String file = "";
    String range = "";
    boolean inPlace = false;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-i")) {
        inPlace = true;
      } else if (!word.startsWith("-")) {
        range = range.isEmpty() ? plain(word) : range;
        file = plain(word);
      }
    }
    if (PRINTERS.contains(name)) {
      return new CommandFile(file, false, 1, END, true);
    }
    if (name.equals("sed")) {
      return inPlace ? part(file, true) : range(file, range);
    }
    return name.equals("head") || name.equals("tail") ? part(file, false) : NONE;
  }

  /** The first file that output goes to, by the first line of {@code command}; empty for none. */
  private static String redirected(String command) {
    int end =
        Math.min(LONGEST, command.indexOf('\n') < 0 ? command.length() : command.indexOf('\n'));
    char quote = 0;
    for (int i = 0; i < end; i++) {
      char c = command.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>' && (i == 0 || command.charAt(i - 1) != '2')) {
        String file = target(command, i + 1, end);
        if (!file.isEmpty() && !file.startsWith("/dev/")) {
          return file;
        }
      }
    }
    return "";
  }

  private static String target(String command, int from, int end) {
    int start = from;
    while (start < end && (command.charAt(start) == '>' || command.charAt(start) == ' ')) {
      start++;
    }
    int stop = start;
    while (stop < end && " ;|&<>()".indexOf(command.charAt(stop)) < 0) {
      stop++;
    }
    return plain(command.substring(start, stop));
  }

  /** The lines that sed's {@code 10,20p} prints. */
  private static CommandFile range(String file, String script) {
    int comma = script.indexOf(',');
    if (comma < 0 || !script.endsWith("p")) {
      return NONE;
    }
    int first = number(script.substring(0, comma));
    String end = script.substring(comma + 1, script.length() - 1);
    int last = end.equals("$") ? END : number(end);
    return first < 1 || last < 1 ? NONE : new CommandFile(file, false, first, last, true);
  }

  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || number > 10_000_000) {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  private static String plain(String word) {
    return word.replace("'", "").replace("\"", "");
  }
}
