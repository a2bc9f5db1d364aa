package dev.compresh.compression.command;

import dev.compresh.compression.ToolWords;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tools that run commands and programs, by their names. */
public final class ShellTools {
  /** Words in the names of tools that take a script of free form. */
  private static final Set<String> SHELLS =
      Set.of("bash", "shell", "sh", "zsh", "terminal", "powershell", "pwsh", "console");

  /** Words in the names of tools that run a command that they are given by an argument. */
  private static final Set<String> RUNNERS =
      Set.of(
          "exec",
          "execute",
          "run",
          "command",
          "commands",
          "cmd",
          "process",
          "container",
          "ssh",
          "sandbox",
          "task");

  /** Words in the names of tools that run programs in other languages. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "exec",
          "execute",
          "run",
          "python",
          "ipython",
          "jupyter",
          "cell",
          "repl",
          "interpreter",
          "code",
          "script",
          "eval",
          "evaluate",
          "javascript",
          "js",
          "node");

  /** Names of tools that show what a program printed meanwhile, without the signs between words. */
  private static final List<String> LATER =
      List.of(
          "writestdin",
          "bashoutput",
          "taskoutput",
          "terminaloutput",
          "processoutput",
          "shelloutput",
          "commandoutput",
          "agentoutput",
          "readprocess",
          "readoutput",
          "getoutput",
          "readterminal",
          "commandstatus",
          "sendinput",
          "interactwithprocess",
          "pollprocess",
          "waitfor");

  /** Programs by which a command is known for one, whatever the tool is called. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "ls", "cat", "cd", "git", "grep", "rg", "find", "sed", "awk", "head", "tail", "echo",
          "python", "python3", "node", "npm", "npx", "pnpm", "yarn", "make", "cargo", "go", "mvn",
          "pytest", "pip", "docker", "kubectl", "curl", "bash", "sh", "sudo", "mkdir", "rm", "cp",
          "mv", "touch", "export", "source", "pwd", "env", "which", "test", "chmod", "tree", "wc");

  private ShellTools() {}

  /** Returns whether {@code tool} is a shell. */
  public static boolean isShell(String tool) {
    return ToolWords.split(tool).stream().anyMatch(SHELLS::contains);
  }

  /** Returns whether {@code command} is one for a shell, of the tool {@code tool}. */
  public static boolean isCommand(String tool, String command) {
    List<String> words = ToolWords.split(tool);
    if (words.stream().anyMatch(w -> SHELLS.contains(w) || RUNNERS.contains(w))) {
      return true;
    }
    int end = 0;
    while (end < command.length() && command.charAt(end) > ' ') {
      end++;
    }
    return PROGRAMS.contains(command.substring(0, end));
  }

  /** Returns whether {@code tool} runs programs in a language that is no shell's. */
  public static boolean runsCode(String tool) {
    return ToolWords.split(tool).stream().anyMatch(LANGUAGES::contains);
  }

  /** Returns whether {@code tool} shows what a program printed that was started before. */
  public static boolean showsLater(String tool) {
    String name = String.join("", ToolWords.split(tool)).toLowerCase(Locale.ROOT);
    return LATER.stream().anyMatch(name::contains);
  }
}
