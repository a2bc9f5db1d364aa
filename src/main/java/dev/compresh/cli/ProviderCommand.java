package dev.compresh.cli;

import picocli.CommandLine.Command;

/** {@code compresh provider}: providers of the store, and keys of all. */
@Command(
    name = "provider",
    description =
        "Add providers and set their keys. A running server applies changes within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|add|set-key|remove-key|enable|disable|remove|test",
    subcommands = {
      ProviderListCommand.class,
      ProviderAddCommand.class,
      ProviderKeyCommands.ProviderKeySetCommand.class,
      ProviderKeyCommands.ProviderKeyRemoveCommand.class,
      ProviderStateCommands.ProviderEnableCommand.class,
      ProviderStateCommands.ProviderDisableCommand.class,
      ProviderStateCommands.ProviderRemoveCommand.class,
      ProviderTestCommand.class
    })
final class ProviderCommand extends CommandGroup {}
