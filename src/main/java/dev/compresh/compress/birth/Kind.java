package dev.compresh.compress.birth;

import dev.compresh.compress.ToolUse;
import java.util.List;
import java.util.Set;

/** What a result is, judged by the tool's name and the command: it decides what may be done. */
public enum Kind {
  /** Text of files, which an edit must repeat to the letter. */
  FILE,
  /** Lines of files that a search found, each with its place. */
  SEARCH,
  /** Names of files. */
  LISTING,
  /** What changed in files. */
  DIFF,
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
          "perl",
          "type",
          "tac",
          "cut",
          "get-content",
          "gc",
          "xxd",
          "od",
          "hexdump",
          "strings",
          "zcat",
          "sort",
          "uniq",
          "column",
          "fold",
          "pr",
          "paste",
          "vim",
          "ed",
          "diff",
          "colordiff",
          "icdiff",
          "cmp");

  /** Programs of a shell that print hits in files. */
  private static final Set<String> SEARCHES =
      Set.of(
          "grep",
          "egrep",
          "fgrep",
          "zgrep",
          "rg",
          "ripgrep",
          "ag",
          "ack",
          "ast-grep",
          "sg",
          "findstr",
          "select-string",
          "sls");

  private static final Set<String> LISTINGS =
      Set.of(
          "ls",
          "find",
          "tree",
          "fd",
          "fdfind",
          "dir",
          "gci",
          "get-childitem",
          "exa",
          "eza",
          "ll",
          "locate",
          "vdir");

  /** Commands of git that print text of files. */
  private static final Set<String> GIT_TEXTS = Set.of("show", "diff", "blame", "log", "stash");

  /** The kind of what {@code use} gave. */
  public static Kind of(ToolUse use) {
    return use.command().isEmpty() ? ToolName.kind(use) : of(Shell.programs(use.command()));
  }

  /** Where one program prints text of files, all is taken for that. */
  private static Kind of(List<List<String>> programs) {
    Kind kind = SHELL;
    for (List<String> program : programs) {
      Kind one = of(program.getFirst(), program);
      if (one == FILE) {
        return FILE;
      }
      kind = kind == SHELL || one == DIFF ? one : one == SHELL || kind == DIFF ? kind : one;
    }
    return kind;
  }

  private static Kind of(String name, List<String> words) {
    if (READERS.contains(name)) {
      return FILE;
    }
    if (SEARCHES.contains(name)) {
      return SEARCH;
    }
    if (LISTINGS.contains(name)) {
      return LISTING;
    }
    if (name.equals("git") || name.equals("gh") || name.equals("hg") || name.equals("jj")) {
      return git(words);
    }
    return SHELL;
  }

  private static Kind git(List<String> words) {
    if (words.contains("grep")) {
      return SEARCH;
    }
    if (words.contains("ls-files") || words.contains("ls-tree")) {
      return LISTING;
    }
    if (words.stream().noneMatch(GIT_TEXTS::contains)) {
      return SHELL;
    }
    // git show HEAD:file prints a file, whole.
    boolean blob = words.contains("show") && words.stream().anyMatch(w -> w.indexOf(':') > 0);
    return blob || words.contains("blame") ? FILE : DIFF;
  }
}
