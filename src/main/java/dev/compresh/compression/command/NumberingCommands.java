package dev.compresh.compression.command;

import java.util.Set;

/** Shell commands that print numbers before lines. */
public final class NumberingCommands {
  private static final Set<String> NUMBERING_OPTIONS = Set.of("--number", "--number-nonblank");

  private static final int LONGEST_COMMAND = 4_000;

  private NumberingCommands() {}

  /** Returns whether {@code command} runs {@code nl} or {@code cat -n}, wherever in a pipe. */
  public static boolean isNumbering(String command) {
    String start = command.substring(0, Math.min(command.length(), LONGEST_COMMAND));
    boolean cat = false;
    for (String word : start.split("[\\s'\"();]+", -1)) {
      boolean option = word.startsWith("-") && !word.startsWith("--") && word.indexOf('n') > 0;
      if (word.equals("nl") || (cat && (option || NUMBERING_OPTIONS.contains(word)))) {
        return true;
      }
      cat = word.equals("cat") || (cat && word.startsWith("-"));
    }
    return false;
  }
}
