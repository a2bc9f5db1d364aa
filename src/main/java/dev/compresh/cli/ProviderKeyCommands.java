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
        "Set a provider's key: typed, piped in, or from COMPRESH_PROVIDER_KEY.",
        "The next request uses it; it is stored encrypted and never shown."
      },
      mixinStandardHelpOptions = true)
  static final class ProviderKeySetCommand extends ProviderStoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The provider.")
    String name = "";

    @Override
    void run(ProviderService service, ProviderStore providers, Principal who) {
      if (service.find(who, name).isEmpty() || !service.setKey(who, name, own(), key())) {
        throw missing(name);
      }
      output().println("The key of " + name + " is set.");
    }
  }

  @Command(
      name = "remove-key",
      description = "Forget the stored key; the configuration's, if there is one, counts again.",
      mixinStandardHelpOptions = true)
  static final class ProviderKeyRemoveCommand extends ProviderStoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The provider.")
    String name = "";

    @Override
    void run(ProviderService service, ProviderStore providers, Principal who) {
      if (!service.removeKey(who, name, own())) {
        throw missing(name);
      }
      output().println("The stored key of " + name + " is gone.");
    }
  }
}
