package dev.compresh.compression.eviction;

import dev.compresh.compression.ToolAction;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.CommandLineParser;
import dev.compresh.compression.output.LineNumberGutter;
import dev.compresh.compression.output.OutputRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The access of a call to a file, as far as its name, arguments and command tell.
 *
 * @param path the file as it was named; empty where the call is about none
 * @param changes whether it writes to the file; else it reads
 * @param first number of the first line that it shows, and
 * @param last of the last one, at most; 1 and {@link #END} where it may be the whole file
 * @param sure whether it shows all lines between them
 * @param lines lines that were printed
 */
public record FileAccess(
    String path, boolean changes, int first, int last, boolean sure, int lines) {
  static final int END = Integer.MAX_VALUE;

  /** About no file. */
  public static final FileAccess NONE = part("", false);

  /** Longer lines are scripts: a place for output beyond that is passed over. */
  private static final int LONGEST = 4_000;

  /** Programs of a shell that print a file as it stands. */
  private static final Set<String> PRINTERS =
      Set.of("cat", "nl", "bat", "batcat", "less", "more", "type", "get-content");

  /** Parts of names that tools bear which change files, whatever the agent. */
  private static final List<String> CHANGING =
      List.of("edit", "write", "replace", "patch", "insert", "create", "update_file", "apply_diff");

  /** Parts of names that tools bear which show files. */
  private static final List<String> SHOWING = List.of("read", "view", "open", "cat", "show");

  /** Commands of editors that take a path beside them. */
  private static final Set<String> EDITOR_CHANGES =
      Set.of("create", "str_replace", "insert", "undo_edit");

  /**
   * What is shown in place of so many times as many lines is a remark, as "unchanged since it was
   * last read": what it speaks of is not shown.
   */
  private static final int REMARK = 3;

  private FileAccess(String path, boolean changes, int first, int last, boolean sure) {
    this(path, changes, first, last, sure, 0);
  }

  /** Returns what {@code use} did, where its result is {@code text}. */
  public static FileAccess of(ToolUse use, String text) {
    FileAccess named = named(use, text);
    // What only says that the file is as it was is no version of it.
    boolean stub = named.known() && !named.changes && UnchangedStub.matches(text);
    FileAccess fileAccess = stub ? part(named.path, false) : named;
    int lines = fileAccess.known() ? (int) text.lines().count() : 0;
    return new FileAccess(
        fileAccess.path,
        fileAccess.changes,
        fileAccess.first,
        fileAccess.last,
        fileAccess.sure,
        lines);
  }

  /** Returns the changes that {@code use} makes to files, for each call that it holds. */
  public static List<FileAccess> changes(ToolUse use) {
    List<FileAccess> changes = new ArrayList<>();
    for (ToolUse call : use.calls()) {
      List<String> patched = PatchedFiles.of(call);
      patched.forEach(path -> changes.add(part(path, true)));
      FileAccess access = patched.isEmpty() ? of(call, "") : NONE;
      if (access.known() && access.changes) {
        changes.add(access);
      }
    }
    return changes;
  }

  private static FileAccess named(ToolUse use, String text) {
    if (use.action() instanceof ToolAction.ScriptAction script && use.command().isEmpty()) {
      // What a script makes of what its calls return is not known.
      FileAccess one = script.calls().size() == 1 ? named(script.calls().getFirst(), text) : NONE;
      return one.known() ? part(one.path, one.changes) : NONE;
    }
    if (!use.target().isEmpty() && EDITOR_CHANGES.contains(use.operation())) {
      return shown(use, use.target(), true, text);
    }
    if (!use.target().isEmpty() && use.operation().equals("view")) {
      return shown(use, use.target(), false, text);
    }
    if (!use.command().isEmpty()) {
      FileAccess fileAccess = shell(use.command());
      boolean cut = fileAccess.known() && !fileAccess.changes && use.command().indexOf('|') >= 0;
      FileAccess lines = cut ? numbered(use, fileAccess.path, false, text) : NONE;
      return lines.known() ? lines : cut ? part(fileAccess.path, false) : fileAccess;
    }
    String tool = use.tool().toLowerCase(Locale.ROOT);
    if (use.target().isEmpty() || tool.contains("grep") || tool.contains("search")) {
      return NONE;
    }
    if (CHANGING.stream().anyMatch(tool::contains)) {
      return shown(use, use.target(), true, text);
    }
    return SHOWING.stream().anyMatch(tool::contains) ? shown(use, use.target(), false, text) : NONE;
  }

  /** Returns whether this shows all that {@code other} shows. */
  boolean covers(FileAccess other) {
    return sure
        && path.equals(other.path)
        && first <= other.first
        && last >= other.last
        && (long) lines * REMARK > other.lines;
  }

  /** Returns whether it is about a file. */
  public boolean known() {
    return !path.isEmpty();
  }

  private static FileAccess shown(ToolUse use, String path, boolean changes, String text) {
    FileAccess numbered = numbered(use, path, changes, text);
    if (numbered.known()) {
      return numbered;
    }
    // What an edit prints is not the file, unless it is numbered.
    return changes ? part(path, true) : new FileAccess(path, false, 1, END, true);
  }

  private static FileAccess numbered(ToolUse use, String path, boolean changes, String text) {
    int first = 0;
    int last = 0;
    for (OutputRow outputRow : LineNumberGutter.rows(use, text)) {
      if (outputRow.numbered()) {
        first = first == 0 ? outputRow.number() : first;
        last = outputRow.number();
      }
    }
    return last == 0 ? NONE : new FileAccess(path, changes, first, last, true);
  }

  private static FileAccess part(String path, boolean changes) {
    return new FileAccess(path, changes, 1, END, false);
  }

  private static FileAccess shell(String command) {
    String written = redirected(command);
    if (!written.isEmpty()) {
      return part(written, true);
    }
    FileAccess fileAccess = NONE;
    for (List<String> program : CommandLineParser.programs(command)) {
      FileAccess one = program(program);
      if (one.known()) {
        if (fileAccess.known()) {
          return NONE; // several files in one result
        }
        fileAccess = one;
      }
    }
    return fileAccess;
  }

  private static FileAccess program(List<String> words) {
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
      return new FileAccess(file, false, 1, END, true);
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
  private static FileAccess range(String file, String script) {
    int comma = script.indexOf(',');
    if (comma < 0 || !script.endsWith("p")) {
      return NONE;
    }
    int first = number(script.substring(0, comma));
    String end = script.substring(comma + 1, script.length() - 1);
    int last = end.equals("$") ? END : number(end);
    return first < 1 || last < 1 ? NONE : new FileAccess(file, false, first, last, true);
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
