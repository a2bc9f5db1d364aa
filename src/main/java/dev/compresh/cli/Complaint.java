package dev.compresh.cli;

import dev.compresh.config.ConfigException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells people what went wrong: in a sentence where it is theirs to mend. */
final class Complaint implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    return switch (e) {
      case Stop stop -> {
        command.getErr().println(stop.getMessage());
        yield stop.code();
      }
      case ConfigException config -> {
        command.getErr().println("The configuration has mistakes:");
        config.faults().forEach(fault -> command.getErr().println("  " + fault));
        yield Exit.CONFIG;
      }
      default -> {
        LoggerFactory.getLogger(Complaint.class).error("{} failed", command.getCommandName(), e);
        yield Exit.INTERNAL;
      }
    };
  }
}
