package dev.compresh.compression.command;

import java.util.Set;

/** Shell commands that start a program which runs what is typed into it. */
public final class InteractiveCommands {
  private static final Set<String> PROGRAMS =
      Set.of("bash", "sh", "zsh", "python", "python3", "node", "irb", "psql", "mysql", "ssh");

  private InteractiveCommands() {}

  /** Returns whether {@code command} is such a program alone. */
  public static boolean isInteractive(String command) {
    return PROGRAMS.contains(command.strip());
  }
}
