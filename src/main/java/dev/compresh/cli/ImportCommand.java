package dev.compresh.cli;

import picocli.CommandLine.Command;

/** {@code compresh import}: takes over the configuration of another gateway. */
@Command(
    name = "import",
    description = "Take over the configuration of another gateway.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "litellm",
    subcommands = LiteLlmImportCommand.class)
final class ImportCommand extends CommandGroup {}
