package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.config.ConfigException;
import dev.compresh.gateway.FatalError;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells people what went wrong: in a sentence where it is theirs to mend. */
final class ErrorReporter implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    return switch (e) {
      case CommandFailure commandFailure -> {
        command.getErr().println(commandFailure.getMessage());
        yield commandFailure.code();
      }
      case ConfigException config -> {
        command.getErr().println("The configuration has errors:");
        config.faults().forEach(configError -> command.getErr().println("  " + configError));
        yield ExitCode.CONFIG;
      }
      default -> {
        FatalError.check(e);
        LoggerFactory.getLogger(ErrorReporter.class)
            .error("{} failed", command.getCommandName(), e);
        yield ExitCode.INTERNAL;
      }
    };
  }
}
