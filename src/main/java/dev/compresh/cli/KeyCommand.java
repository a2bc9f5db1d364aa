package dev.compresh.cli;

import picocli.CommandLine.Command;

/** {@code compresh key}: make, show and end API keys. */
@Command(
    name = "key",
    description = "Make, list and revoke API keys. A running server sees it within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|revoke",
    subcommands = {KeyCreateCommand.class, KeyListCommand.class, KeyRevokeCommand.class})
public final class KeyCommand {}
