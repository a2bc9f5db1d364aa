package dev.compresh.compression.eviction;

import dev.compresh.compression.ToolAction;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.CommandFile;
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
 * @param last of the last one, at most; 1 and {@link CommandFile#END} where it may be the whole
 *     file
 * @param sure whether it shows all lines between them
 * @param lines lines that were printed
 */
public record FileAccess(
    String path, boolean changes, int first, int last, boolean sure, int lines) {
  /** About no file. */
  public static final FileAccess NONE = part("", false);

  /** Parts of names of tools that change files, whatever the agent. */
  private static final List<String> CHANGING =
      List.of("edit", "write", "replace", "patch", "insert", "create", "update_file", "apply_diff");

  /** Parts of names of tools that show files. */
  private static final List<String> SHOWING = List.of("read", "view", "open", "cat", "show");

  /** Commands of editors that take a path as well. */
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

  private static FileAccess of(CommandFile file) {
    return new FileAccess(file.path(), file.changes(), file.first(), file.last(), file.whole());
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
      FileAccess fileAccess = of(CommandFile.of(use.command()));
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
    return changes ? part(path, true) : new FileAccess(path, false, 1, CommandFile.END, true);
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
    return new FileAccess(path, changes, 1, CommandFile.END, false);
  }
}
