package dev.compresh.cli;

import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderJsonText;
import dev.compresh.admin.ProviderService;
import dev.compresh.provider.ProviderStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code compresh provider list}: those of the configuration and of the store; no key. */
@Command(name = "list", description = "List providers.", mixinStandardHelpOptions = true)
final class ProviderListCommand extends ProviderStoreCommand {
  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void run(ProviderService service, ProviderStore providers, Principal who) {
    List<ProviderService.ProviderView> views = service.list(who);
    if (json) {
      List<ObjectNode> all = views.stream().map(v -> ProviderJsonText.render(v, null)).toList();
      output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
      return;
    }
    TextTable table =
        new TextTable(
            List.of("NAME", "FROM", "ORG", "STATE", "KIND", "BASE URL", "KEY SET", "OWN KEY"),
            List.of());
    for (ProviderService.ProviderView providerView : views) {
      ObjectNode node = ProviderJsonText.render(providerView, null);
      table.row(
          providerView.name(),
          node.path("source").asString(),
          node.path("org_id").asString("-"),
          node.path("active").asBoolean() ? "active" : "disabled",
          node.path("fields").path("kind").asString("openai"),
          node.path("fields").path("base_url").asString("-"),
          day(
              providerView.keySetAt(),
              providerView.config() != null && providerView.config().key() != null),
          day(providerView.ownKeySetAt(), false));
    }
    table.print(output());
  }

  private static String day(@Nullable Instant set, boolean configured) {
    return set != null
        ? set.truncatedTo(ChronoUnit.MINUTES).toString()
        : configured ? "configuration" : "-";
  }
}
