package dev.compresh.cli;

import picocli.CommandLine;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  /** The command line; what it executes ends with one of {@link Exit}'s codes. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new Root()).setExecutionExceptionHandler(new Complaint());
    exitCodes(line);
    return line;
  }

  private static void exitCodes(CommandLine line) {
    line.getCommandSpec()
        .exitCodeOnInvalidInput(Exit.USAGE)
        .exitCodeOnExecutionException(Exit.INTERNAL);
    line.getSubcommands().values().forEach(Main::exitCodes);
  }
}
