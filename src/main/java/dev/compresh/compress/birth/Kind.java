package dev.compresh.compress.birth;

import dev.compresh.compress.ToolUse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a result is, judged by the tool's name and the command: it decides what may be done. */
public enum Kind {
  /** Text of files, which an edit must repeat to the letter. */
  FILE,
  /** Lines of files that a search found, each with its place. */
  SEARCH,
  /** What a shell command printed. */
  SHELL,
  /** Anything else: records, pages, answers of other programs. */
  DATA;

  /** Programs of a shell that print text of files as it stands. */
  private static final Set<String> READERS =
      Set.of(
          "cat",
          "head",
          "tail",
          "sed",
          "nl",
          "less",
          "more",
          "bat",
          "batcat",
          "awk",
          "gawk",
          "diff",
          "type",
          "tac",
          "cut",
          "get-content",
          "select-string",
          "xxd",
          "od",
          "hexdump",
          "strings");

  /** Programs of a shell that print hits in files. */
  private static final Set<String> SEARCHES =
      Set.of("grep", "egrep", "fgrep", "zgrep", "rg", "ag", "ack");

  /** Commands of git that print text of files. */
  private static final Set<String> GIT_TEXTS = Set.of("show", "diff", "grep", "blame", "log");

  /** Parts of names that tools for files bear, whatever the agent. */
  private static final List<String> FILE_TOOLS =
      List.of(
          "read",
          "view",
          "edit",
          "write",
          "replace",
          "patch",
          "open",
          "file",
          "notebook",
          "search_code",
          "codebase",
          "insert");

  /** The kind of what {@code use} gave. */
  public static Kind of(ToolUse use) {
    if (!use.command().isEmpty()) {
      return of(Shell.programs(use.command()));
    }
    String tool = use.tool().toLowerCase(Locale.ROOT);
    if (tool.contains("grep")) {
      return SEARCH;
    }
    return FILE_TOOLS.stream().anyMatch(tool::contains) ? FILE : DATA;
  }

  /** Where one program prints text of files, all is taken for that. */
  private static Kind of(List<List<String>> programs) {
    Kind kind = SHELL;
    for (List<String> program : programs) {
      String name = program.getFirst();
      boolean git = name.equals("git");
      if (READERS.contains(name) || (git && program.stream().anyMatch(GIT_TEXTS::contains))) {
        return FILE;
      }
      kind = SEARCHES.contains(name) ? SEARCH : kind;
    }
    return kind;
  }
}
