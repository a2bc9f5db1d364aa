package dev.compresh.compression.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shell commands that are known to read and do nothing else: each program of a pipe or a chain is
 * on the list, and nothing is redirected into a file. What is not known is taken to do more.
 */
public final class ReadOnlyCommand {
  private static final int LONGEST = 4_000;

  /** Programs that only read, whatever their words. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "cat",
          "bat",
          "head",
          "tail",
          "less",
          "more",
          "nl",
          "tac",
          "wc",
          "ls",
          "tree",
          "grep",
          "egrep",
          "fgrep",
          "zgrep",
          "rg",
          "ag",
          "cut",
          "tr",
          "column",
          "diff",
          "cmp",
          "comm",
          "stat",
          "file",
          "du",
          "df",
          "ps",
          "pwd",
          "whoami",
          "id",
          "uname",
          "echo",
          "printf",
          "printenv",
          "which",
          "type",
          "basename",
          "dirname",
          "realpath",
          "readlink",
          "md5sum",
          "sha256sum",
          "jq",
          "hexdump",
          "strings",
          "true",
          "cd",
          "zcat",
          "fold",
          "rev",
          "uptime",
          "free",
          "get-content",
          "select-string",
          "get-childitem",
          "dir",
          "findstr");

  /** Programs that only read where the first word behind their options is one of these. */
  private static final Map<String, Set<String>> ASKING =
      Map.ofEntries(
          Map.entry(
              "git",
              Set.of(
                  "status",
                  "log",
                  "diff",
                  "show",
                  "blame",
                  "ls-files",
                  "ls-tree",
                  "grep",
                  "rev-parse",
                  "describe",
                  "shortlog",
                  "cat-file",
                  "rev-list",
                  "merge-base")),
          Map.entry("kubectl", Set.of("get", "describe", "logs", "top", "explain")),
          Map.entry("oc", Set.of("get", "describe", "logs", "explain")),
          Map.entry("docker", Set.of("ps", "images", "inspect", "logs", "stats", "top", "port")),
          Map.entry("podman", Set.of("ps", "images", "inspect", "logs", "stats", "top", "port")),
          Map.entry("helm", Set.of("list", "ls", "status", "history")),
          Map.entry("npm", Set.of("ls", "list", "view", "outdated", "explain")),
          Map.entry("pip", Set.of("list", "show", "freeze")),
          Map.entry("cargo", Set.of("tree", "metadata")),
          Map.entry("go", Set.of("list", "doc", "version")),
          Map.entry("systemctl", Set.of("status", "list-units", "show")));

  /** Options by which programs on the list write, delete or run something: how they begin. */
  private static final Map<String, List<String>> DOING =
      Map.of(
          "git", List.of("--output", "--ext-diff", "--textconv", "--open-files", "-O", "-c"),
          "find", List.of("-exec", "-ok", "-delete", "-fprint", "-fls"),
          "sort", List.of("-o", "--output", "--compress"),
          "tree", List.of("-o"),
          "rg", List.of("--pre"));

  private final List<List<String>> programs = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;

  private ReadOnlyCommand() {}

  public static boolean is(String command) {
    String text = command.strip();
    ReadOnlyCommand read = new ReadOnlyCommand();
    return !text.isEmpty()
        && text.length() <= LONGEST
        && read.parse(withoutHarmless(text))
        && !read.programs.isEmpty()
        && read.programs.stream().allMatch(ReadOnlyCommand::reads);
  }

  /** Redirections that write nothing. */
  private static String withoutHarmless(String command) {
    return command
        .replace("2>&1", " ")
        .replace("2>/dev/null", " ")
        .replace("2> /dev/null", " ")
        .replace(">/dev/null", " ")
        .replace("> /dev/null", " ");
  }

  /** Takes the command apart; false where there is more in it than words, pipes and chains. */
  private boolean parse(String text) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == '\'' && c != '\'') {
        word.append(c);
      } else if (c == '`' || c == '\\' || (c == '$' && text.startsWith("$(", i))) {
        return false;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
        word.append(quote == 0 ? "" : c);
      } else if (c == '\'' || c == '"') {
        quote = c;
        begun = true;
      } else if ("<>(){}".indexOf(c) >= 0) {
        return false;
      } else if ("|&;\n".indexOf(c) >= 0) {
        endProgram();
      } else if (c <= ' ') {
        endWord();
      } else {
        word.append(c);
        begun = true;
      }
    }
    endProgram();
    return quote == 0;
  }

  private void endWord() {
    if (begun) {
      words.add(word.toString());
    }
    word.setLength(0);
    begun = false;
  }

  private void endProgram() {
    endWord();
    if (!words.isEmpty()) {
      programs.add(words);
      words = new ArrayList<>();
    }
  }

  private static boolean reads(List<String> program) {
    String path = program.getFirst();
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<String> rest = program.subList(1, program.size());
    if (name.equals("timeout") || name.equals("time")) {
      int from = name.equals("timeout") ? 1 : 0;
      return rest.size() > from && reads(rest.subList(from, rest.size()));
    }
    if (name.equals("sed")) {
      return isPrinting(rest);
    }
    boolean git = name.equals("git");
    if (rest.stream().anyMatch(word -> isDoing(name, word))) {
      return false;
    }
    if (PROGRAMS.contains(name)
        || name.equals("find")
        || name.equals("sort")
        || (name.equals("uniq")
            && rest.stream().filter(word -> !word.startsWith("-")).count() < 2)) {
      return true;
    }
    int first = git && !rest.isEmpty() && rest.getFirst().equals("-C") ? 2 : 0;
    while (first < rest.size() && git && rest.get(first).equals("--no-pager")) {
      first++;
    }
    return first < rest.size() && ASKING.getOrDefault(name, Set.of()).contains(rest.get(first));
  }

  private static boolean isDoing(String name, String word) {
    // Options of one letter may stand together: sort -uo file.
    boolean joined = word.startsWith("-") && !word.startsWith("--") && word.indexOf('o') > 0;
    return (joined && (name.equals("sort") || name.equals("less")))
        || DOING.getOrDefault(name, List.of()).stream().anyMatch(word::startsWith);
  }

  /** Returns whether the words of {@code sed} only print lines by number or pattern. */
  private static boolean isPrinting(List<String> words) {
    if (words.size() < 2 || !words.getFirst().equals("-n")) {
      return false;
    }
    String script = words.get(1);
    boolean prints = script.endsWith("p");
    for (int i = 0; i + 1 < script.length() && prints; i++) {
      prints = "0123456789,$+~".indexOf(script.charAt(i)) >= 0;
    }
    return prints && words.stream().skip(2).noneMatch(word -> word.startsWith("-"));
  }
}
