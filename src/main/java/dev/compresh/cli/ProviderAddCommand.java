package dev.compresh.cli;

import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderService;
import dev.compresh.config.Secret;
import dev.compresh.provider.ProviderStore;
import dev.compresh.provider.StoredProvider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code compresh provider add}: adds one, or replaces its fields. */
@Command(
    name = "add",
    description = "Add a provider, or replace its fields; its keys stay.",
    mixinStandardHelpOptions = true)
final class ProviderAddCommand extends ProviderStoreCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "What routes and metrics call it.")
  String name = "";

  @Option(
      names = "--kind",
      defaultValue = "openai",
      description = "openai (any compatible server), anthropic or simulated.")
  String kind = "";

  @Option(names = "--base-url", paramLabel = "URL", description = "Where it listens.")
  @Nullable String baseUrl;

  @Option(names = "--model", paramLabel = "MODEL", split = ",", description = "It serves this.")
  List<String> models = List.of();

  @Option(
      names = "--api",
      paramLabel = "API",
      split = ",",
      description = "chat, responses, embeddings, messages; without it those of its kind.")
  List<String> apis = List.of();

  @Option(names = "--header", paramLabel = "NAME=VALUE", description = "Added to each request.")
  Map<String, String> headers = Map.of();

  @Option(names = "--local", description = "Private addresses are allowed.")
  boolean local;

  @Option(names = "--link-local", description = "Link-local addresses are too.")
  boolean linkLocal;

  @Option(names = "--no-stream-usage", description = "It knows no stream_options.")
  boolean noStreamUsage;

  @Option(names = "--with-key", description = "Read its key as 'set-key' does.")
  boolean withKey;

  @Override
  void run(ProviderService service, ProviderStore providers, Principal who) {
    Secret key = withKey ? key() : null;
    StoredProvider stored = service.put(who, fields(), own(), true, key);
    output().println("Provider " + stored.name() + " is stored.");
    if (key == null) {
      err().println("Set its key: compresh provider set-key " + stored.name());
    }
  }

  private ObjectNode fields() {
    if (name.isBlank()) {
      throw new InvalidField("name", "Give it a name.");
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("name", name.strip());
    fields.put("kind", kind);
    if (baseUrl != null) {
      fields.put("base_url", baseUrl);
    }
    models.forEach(fields.putArray("models")::add);
    apis.forEach(fields.putArray("apis")::add);
    ObjectNode lines = fields.putObject("headers");
    headers.forEach(lines::put);
    if (local) {
      fields.put("local", true);
    }
    if (linkLocal) {
      fields.put("link_local", true);
    }
    if (noStreamUsage) {
      fields.put("stream_usage", false);
    }
    return fields;
  }
}
