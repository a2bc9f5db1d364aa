package dev.compresh.cli;

import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderService;
import dev.compresh.provider.ProviderStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh provider enable}, {@code disable} and {@code remove}. */
final class ProviderStateCommands {
  private ProviderStateCommands() {}

  abstract static class NamedProviderCommand extends ProviderStoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of a stored provider.")
    String name = "";

    abstract boolean change(ProviderService service, Principal who);

    abstract String now();

    @Override
    final void run(ProviderService service, ProviderStore providers, Principal who) {
      if (!change(service, who)) {
        throw missing(name);
      }
      output().println("Provider " + name + " is " + now() + ".");
    }
  }

  @Command(name = "enable", description = "Enable a provider.", mixinStandardHelpOptions = true)
  static final class ProviderEnableCommand extends NamedProviderCommand {
    @Override
    boolean change(ProviderService service, Principal who) {
      return service.activate(who, name, true);
    }

    @Override
    String now() {
      return "enabled";
    }
  }

  @Command(
      name = "disable",
      description = "Disable a provider: no requests are sent to it.",
      mixinStandardHelpOptions = true)
  static final class ProviderDisableCommand extends NamedProviderCommand {
    @Override
    boolean change(ProviderService service, Principal who) {
      return service.activate(who, name, false);
    }

    @Override
    String now() {
      return "disabled";
    }
  }

  @Command(
      name = "remove",
      description = "Delete a provider and its keys.",
      mixinStandardHelpOptions = true)
  static final class ProviderRemoveCommand extends NamedProviderCommand {
    @Override
    boolean change(ProviderService service, Principal who) {
      return service.remove(who, name);
    }

    @Override
    String now() {
      return "removed";
    }
  }
}
