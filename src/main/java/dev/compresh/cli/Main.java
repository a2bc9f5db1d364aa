package dev.compresh.cli;

import picocli.CommandLine;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command; its exit code, one of {@link Exit}'s. */
  static int run(String... arguments) {
    return new CommandLine(new Root())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Complaint())
        .execute(arguments);
  }
}
