package dev.compresh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code compresh provider}: providers of the store, and keys of all. */
@Command(
    name = "provider",
    description = "Add providers and set their keys. A running server sees it within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|add|set-key|remove-key|enable|disable|remove|test",
    subcommands = {
      ProviderListCommand.class,
      ProviderAddCommand.class,
      ProviderKeyCommands.Set.class,
      ProviderKeyCommands.Remove.class,
      ProviderStateCommands.Enable.class,
      ProviderStateCommands.Disable.class,
      ProviderStateCommands.Remove.class,
      ProviderTestCommand.class
    })
final class ProviderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without one of its commands: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Exit.USAGE;
  }
}
