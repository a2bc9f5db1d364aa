package dev.compresh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code compresh session}: what is noted of conversations. */
@Command(
    name = "session",
    description = "List sessions, and show what one is about and what it saved.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|show",
    subcommands = {SessionListCommand.class, SessionShowCommand.class})
final class SessionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without one of its commands: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Exit.USAGE;
  }
}
