package dev.compresh.cli;

import dev.compresh.app.ExitCode;
import dev.compresh.gateway.FatalError;
import picocli.CommandLine;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      System.exit(line(arguments).execute(arguments));
    } catch (Error e) {
      FatalError.check(e);
      throw e;
    }
  }

  /**
   * The command line for {@code arguments}; what it executes ends with an {@link ExitCode} code.
   */
  static CommandLine line(String... arguments) {
    CommandLine line = new CommandLine(new RootCommand());
    CommandTree.add(line, arguments.length == 0 ? "" : arguments[0]);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new ErrorReporter());
    exitCodes(line);
    return line;
  }

  private static void exitCodes(CommandLine line) {
    line.getCommandSpec()
        .exitCodeOnInvalidInput(ExitCode.USAGE)
        .exitCodeOnExecutionException(ExitCode.INTERNAL);
    line.getSubcommands().values().forEach(Main::exitCodes);
  }
}
