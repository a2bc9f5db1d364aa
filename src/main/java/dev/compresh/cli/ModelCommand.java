package dev.compresh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code compresh model}: the catalogue of models. */
@Command(
    name = "model",
    description = "Show and change the catalogue of models. A running server sees it at once.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|show|set|remove|maintenance|refresh",
    subcommands = {
      ModelListCommand.class,
      ModelShowCommand.class,
      ModelSetCommand.class,
      ModelRemoveCommand.class,
      ModelMaintenanceCommand.class,
      ModelRefreshCommand.class
    })
final class ModelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without one of its commands: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Exit.USAGE;
  }
}
