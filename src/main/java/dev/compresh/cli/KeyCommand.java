package dev.compresh.cli;

import picocli.CommandLine.Command;

/** {@code compresh key}: make, show, change and end API keys. */
@Command(
    name = "key",
    description =
        "Create, list, change and revoke API keys. A running server applies changes within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|edit|revoke",
    subcommands = {
      KeyCreateCommand.class,
      KeyListCommand.class,
      KeyEditCommand.class,
      KeyRevokeCommand.class
    })
final class KeyCommand extends CommandGroup {}
