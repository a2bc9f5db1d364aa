package dev.compresh.cli;

import picocli.CommandLine;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(line(arguments).execute(arguments));
  }

  /** The command line for {@code arguments}; what it executes ends with an {@link Exit} code. */
  static CommandLine line(String... arguments) {
    CommandLine line = new CommandLine(new Root());
    Commands.add(line, arguments.length == 0 ? "" : arguments[0]);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Complaint());
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
