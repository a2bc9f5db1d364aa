package dev.compresh.cli;

import picocli.CommandLine.Command;

/** {@code compresh session}: what is noted of conversations. */
@Command(
    name = "session",
    description = "List sessions, and show the topics and savings of one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|show",
    subcommands = {SessionListCommand.class, SessionShowCommand.class})
final class SessionCommand extends CommandGroup {}
