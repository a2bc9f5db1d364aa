package dev.compresh.compression.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Programs that only run another one: shells, containers, remote machines, limits of time. */
final class WrapperCommands {
  /** A command in a command in a command is as deep as one writes. */
  private static final int DEEPEST = 4;

  /** Words before a program that say how to run it. */
  private static final Set<String> PREFIXES =
      Set.of(
          "sudo",
          "time",
          "env",
          "nohup",
          "exec",
          "command",
          "stdbuf",
          "nice",
          "ionice",
          "timeout",
          "gtimeout",
          "setsid",
          "then",
          "do",
          "else",
          "{",
          "!",
          "poetry",
          "uv",
          "pipenv",
          "run",
          "bundle",
          "cross-env",
          "rtk",
          "winpty",
          "npx",
          "bunx",
          "pnpx",
          "uvx",
          "pipx",
          "dlx",
          "doas",
          "catchsegv",
          "xvfb-run");

  private static final Set<String> SHELLS =
      Set.of("bash", "sh", "zsh", "dash", "ksh", "ash", "fish", "powershell", "pwsh", "cmd");

  private static final Set<String> SCRIPT_OPTIONS = Set.of("-command", "/c", "/k");

  /**
   * Options of {@code docker exec}, {@code kubectl exec}, {@code ssh} and {@code xargs} with a word
   * of theirs.
   */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-e", "-w", "-u", "-n", "-c", "-p", "-o", "-I", "-P", "-L", "-d", "--workdir", "--env");

  private WrapperCommands() {}

  /** The programs that {@code words} run, in the end. */
  static List<List<String>> unwrap(List<String> words, int depth) {
    List<String> rest = new ArrayList<>(words);
    strip(rest);
    if (rest.isEmpty() || rest.getFirst().equals("cd")) {
      return List.of();
    }
    String name = program(rest.getFirst());
    rest.set(0, name);
    if (depth >= DEEPEST) {
      return List.of(List.copyOf(rest));
    }
    if (SHELLS.contains(name)) {
      String script = script(rest);
      return script.isEmpty()
          ? List.of(List.copyOf(rest))
          : CommandLineParser.programs(script, depth + 1);
    }
    int inner = inner(name, rest);
    if (inner > 0 && inner < rest.size()) {
      List<String> run = rest.subList(inner, rest.size());
      return run.size() == 1 && run.getFirst().indexOf(' ') > 0
          ? CommandLineParser.programs(run.getFirst(), depth + 1)
          : unwrap(run, depth + 1);
    }
    int exec = name.equals("find") ? exec(rest) : -1;
    return exec > 0 && exec < rest.size()
        ? unwrap(rest.subList(exec, rest.size()), depth + 1)
        : List.of(List.copyOf(rest));
  }

  private static void strip(List<String> words) {
    String prefixed = "";
    while (!words.isEmpty()) {
      String word = words.getFirst();
      boolean prefix = PREFIXES.contains(word);
      boolean option =
          !prefixed.isEmpty() && (word.startsWith("-") || Character.isDigit(first(word)));
      if (!prefix && !option && word.indexOf('=') <= 0) {
        return;
      }
      prefixed = prefix ? word : prefixed;
      words.removeFirst();
      if (option && !words.isEmpty() && takesValue(prefixed, word)) {
        words.removeFirst();
      }
    }
  }

  /** Returns whether the option's value is a word of its own: {@code sudo -u app}. */
  private static boolean takesValue(String prefix, String option) {
    String options =
        switch (prefix) {
          case "sudo", "doas" -> "ugCphrtDUR";
          case "env" -> "uC";
          case "timeout", "gtimeout" -> "sk";
          default -> "";
        };
    return option.length() == 2 && options.indexOf(option.charAt(1)) >= 0;
  }

  private static char first(String word) {
    return word.isEmpty() ? ' ' : word.charAt(0);
  }

  static String program(String word) {
    int cut = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
    String name = word.substring(cut + 1).toLowerCase(Locale.ROOT);
    return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
  }

  /** Returns what a shell is given to run, empty where that is a file. */
  private static String script(List<String> words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      String word = words.get(i).toLowerCase(Locale.ROOT);
      if (SCRIPT_OPTIONS.contains(word)) {
        return String.join(" ", words.subList(i + 1, words.size()));
      }
      if (word.startsWith("-") && !word.startsWith("--") && word.indexOf('c') > 0) {
        return words.get(i + 1);
      }
    }
    return "";
  }

  /** Returns where the words of the program begin that {@code name} runs, 0 where it runs none. */
  private static int inner(String name, List<String> words) {
    return switch (name) {
      case "xargs" -> afterOptions(words, 1);
      case "ssh" -> afterOptions(words, 1) + 1;
      case "docker", "podman", "kubectl", "oc", "docker-compose", "nerdctl" -> {
        int exec = words.subList(0, Math.min(words.size(), 6)).indexOf("exec");
        int dashes = words.indexOf("--");
        yield exec < 0 ? 0 : dashes > exec ? dashes + 1 : afterOptions(words, exec + 1) + 1;
      }
      default -> 0;
    };
  }

  private static int afterOptions(List<String> words, int from) {
    int i = from;
    while (i < words.size() && words.get(i).startsWith("-")) {
      boolean key = words.getFirst().equals("ssh") && words.get(i).equals("-i");
      i += key || WITH_VALUE.contains(words.get(i)) ? 2 : 1;
    }
    return i;
  }

  private static int exec(List<String> words) {
    int exec = Math.max(words.indexOf("-exec"), words.indexOf("-execdir"));
    return exec + 1;
  }
}
