package dev.compresh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code compresh key}: make, show, change and end API keys. */
@Command(
    name = "key",
    description =
        "Make, list, change and revoke API keys. A running server sees it within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|edit|revoke",
    subcommands = {
      KeyCreateCommand.class,
      KeyListCommand.class,
      KeyEditCommand.class,
      KeyRevokeCommand.class
    })
final class KeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without one of its commands: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Exit.USAGE;
  }
}
