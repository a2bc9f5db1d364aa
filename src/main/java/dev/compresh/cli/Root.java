package dev.compresh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program's name, and the commands that it has. */
@Command(
    name = "compresh",
    description = "An LLM gateway that makes conversations cheaper.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      KeyCommand.class,
      UsageCommand.class,
      ConfigCommand.class,
      SimCommand.class,
      ReplayCommand.class,
      TrainCommand.class,
      HelpCommand.class
    })
final class Root implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Exit.USAGE;
  }
}
