package dev.compresh.compression.command;

import dev.compresh.compression.ToolUse;
import java.util.List;
import java.util.Set;

/**
 * The kind of a result, judged by the tool's name and the command: it decides which filters may
 * run.
 */
public enum OutputKind {
  /** Text of files, which an edit must repeat exactly. */
  FILE,
  /** Lines of files that a search found, each with its place. */
  SEARCH,
  /** Names of files. */
  LISTING,
  /** What changed in files. */
  DIFF,
  /**
   * Text that must stay as it is, though no file holds it: pages, formatted code, and what printed
   * it is not known.
   */
  TEXT,
  /** What a shell command printed. */
  SHELL,
  /** Anything else: records, pages, answers of other programs. */
  DATA;

  /** Programs of a shell that print text of files as it is. */
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
          "base64",
          "xmllint",
          "gofmt",
          "clang-format",
          "shfmt",
          "jsonnet",
          "pandoc",
          "man",
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

  /** Programs of a shell that print pages, or text that they were given, in their own form. */
  private static final Set<String> FORMATTERS =
      Set.of(
          "curl",
          "wget",
          "http",
          "https",
          "xh",
          "httpie",
          "jq",
          "yq",
          "fx",
          "gron",
          "prettier",
          "js-beautify",
          "html2text",
          "lynx",
          "w3m",
          "links",
          "tidy",
          "openssl",
          "gpg",
          "envsubst",
          "m4",
          "kustomize",
          "xsltproc",
          "sops",
          "vault");

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
  private static final Set<String> GIT_TEXTS =
      Set.of("show", "diff", "blame", "log", "stash", "cat-file");

  /** The kind of what {@code use} gave. */
  public static OutputKind of(ToolUse use) {
    return use.command().isEmpty()
        ? ToolName.kind(use)
        : of(CommandLineParser.programs(use.command()));
  }

  /** Combines kinds: if one program prints text that must stay, all of it counts as that. */
  private static OutputKind of(List<List<String>> programs) {
    OutputKind outputKind = SHELL;
    for (List<String> program : programs) {
      OutputKind one = of(program.getFirst(), program);
      if (one == FILE) {
        return FILE;
      }
      outputKind =
          outputKind == TEXT || one == SHELL
              ? outputKind
              : one == TEXT || outputKind != DIFF ? one : outputKind;
    }
    return outputKind;
  }

  private static OutputKind of(String name, List<String> words) {
    if (READERS.contains(name)) {
      return InPlace.is(name, words) ? SHELL : FILE;
    }
    if (FORMATTERS.contains(name)) {
      return TEXT;
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
    boolean prints = name.equals("helm") && words.contains("template");
    return prints ? TEXT : SHELL;
  }

  private static OutputKind git(List<String> words) {
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
    return blob || words.contains("blame") || words.contains("cat-file") ? FILE : DIFF;
  }
}
