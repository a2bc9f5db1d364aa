package dev.compresh.cli;

import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderService;
import dev.compresh.provider.ProviderStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh provider set-key} and {@code remove-key}. */
final class ProviderKeyCommands {
  private ProviderKeyCommands() {}

  @Command(
      name = "set-key",
      description = {
        "Set a provider's key, read from the terminal, standard input or COMPRESH_PROVIDER_KEY.",
        "The next request uses it; it is stored encrypted and never shown."
      },
      mixinStandardHelpOptions = true)
  static final class ProviderKeySetCommand extends ProviderStoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the provider.")
    String name = "";

    @Override
    void run(ProviderService service, ProviderStore providers, Principal who) {
      if (service.find(who, name).isEmpty() || !service.setKey(who, name, own(), key())) {
        throw missing(name);
      }
      output().println("The key of " + name + " was set.");
    }
  }

  @Command(
      name = "remove-key",
      description = "Delete the stored key; a key in the configuration is used again.",
      mixinStandardHelpOptions = true)
  static final class ProviderKeyRemoveCommand extends ProviderStoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the provider.")
    String name = "";

    @Override
    void run(ProviderService service, ProviderStore providers, Principal who) {
      if (!service.removeKey(who, name, own())) {
        throw missing(name);
      }
      output().println("The stored key of " + name + " was deleted.");
    }
  }
}
