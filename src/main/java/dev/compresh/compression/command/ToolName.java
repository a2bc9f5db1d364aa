package dev.compresh.compression.command;

import dev.compresh.compression.ToolUse;
import dev.compresh.compression.ToolWords;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises what a tool returns by the words in its name. */
public final class ToolName {
  private static final Set<String> SEARCHES = Set.of("grep", "ripgrep", "rg");

  /** Searches in files, though its name does not say so. */
  private static final String CONTINUE_SEARCH = "Search";

  private static final Set<String> LISTINGS = Set.of("glob", "ls");

  /** Words that name tools for files, whatever they are about. */
  private static final Set<String> FILES =
      Set.of("file", "files", "notebook", "editor", "patch", "multiedit", "snippet");

  /** Words that do so where the call names a file, or where they stand alone. */
  private static final Set<String> VERBS =
      Set.of("read", "view", "edit", "write", "replace", "open", "insert", "create", "cat", "show");

  private ToolName() {}

  public static OutputKind kind(ToolUse use) {
    if (use.isProgram() || use.tool().isEmpty()) {
      return OutputKind.TEXT;
    }
    if (!use.operation().isEmpty()) {
      return OutputKind.FILE;
    }
    List<String> words = ToolWords.split(use.tool());
    boolean search = words.contains("search") || words.contains("find");
    boolean files = words.stream().anyMatch(FILES::contains);
    boolean folder = files || words.contains("dir") || words.contains("directory");
    // A tree may be one of anything.
    boolean listing =
        (folder && (words.contains("list") || words.contains("tree")))
            || words.equals(List.of("tree"));
    if (use.tool().equals(CONTINUE_SEARCH)
        || words.stream().anyMatch(SEARCHES::contains)
        || (search && files && regex(use))) {
      return OutputKind.SEARCH;
    }
    if (words.stream().anyMatch(LISTINGS::contains) || listing || (search && files)) {
      return OutputKind.LISTING;
    }
    boolean code = search && (words.contains("code") || words.contains("codebase"));
    boolean verb = words.stream().anyMatch(VERBS::contains);
    return files || code || (verb && (words.size() == 1 || path(use.target())))
        ? OutputKind.FILE
        : OutputKind.DATA;
  }

  /** Agents call a search in files {@code search_files}; one for names asks for a pattern alone. */
  private static boolean regex(ToolUse use) {
    return use.tool().toLowerCase(Locale.ROOT).startsWith("search");
  }

  private static boolean path(String target) {
    return target.indexOf('.') > 0 || target.indexOf('/') >= 0 || target.indexOf('\\') >= 0;
  }
}
