package dev.compresh.cli;

import picocli.CommandLine.Command;

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
final class ModelCommand extends CommandGroup {}
