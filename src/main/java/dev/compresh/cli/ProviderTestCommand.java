package dev.compresh.cli;

import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderJsonText;
import dev.compresh.admin.ProviderService;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.NetworkSetup;
import dev.compresh.gateway.upstream.ProviderProbe;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderStore;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.store.seal.KeyFault;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh provider test}: whether it can be reached and takes its key. */
@Command(
    name = "test",
    description = "Test a provider: request its list of models with its key.",
    mixinStandardHelpOptions = true)
final class ProviderTestCommand extends ProviderStoreCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the provider.")
  String name = "";

  @Override
  void run(ProviderService service, ProviderStore providers, Principal who) {
    try {
      ProviderStore.AssembledProviders all =
          providers.assembled(config().providers(), () -> URI.create("http://127.0.0.1:9"));
      List<Provider> list = all.own().getOrDefault(who.orgId(), all.everybodys());
      Provider provider =
          list.stream()
              .filter(p -> p.name().equals(name))
              .findFirst()
              .orElseThrow(() -> missing(name));
      switch (ProviderProbe.get(
          NetworkSetup.outbound(config()),
          ProviderTarget.of(provider),
          provider.modelsPath(),
          provider.ownHeaders())) {
        case ProviderProbe.ProbeResult.ProbeAnswered(int status) -> {
          output().println(name + ": " + ProviderJsonText.meaning(status));
          if (status == 401 || status == 403) {
            throw new CommandFailure(
                ExitCode.FAILED, "Set another key: compresh provider set-key " + name);
          }
        }
        case ProviderProbe.ProbeResult.ProbeFailed(String reason) ->
            throw new CommandFailure(
                ExitCode.UNAVAILABLE,
                name + " (" + provider.origin() + ") can't be reached: " + reason + ".");
      }
    } catch (KeyFault e) {
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    }
  }
}
