package dev.compresh.cli;

import picocli.CommandLine.Command;

/** {@code compresh model}: the catalogue of models. */
@Command(
    name = "model",
    description =
        "Show and change the model catalogue. A running server applies changes within a second.",
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
final class ModelCommand extends CommandGroup {}
