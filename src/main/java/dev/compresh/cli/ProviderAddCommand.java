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
    description = "Add a provider, or replace its fields; its keys are kept.",
    mixinStandardHelpOptions = true)
final class ProviderAddCommand extends ProviderStoreCommand {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Name of the provider, used in routes and metrics.")
  String name = "";

  @Option(
      names = "--kind",
      defaultValue = "openai",
      completionCandidates = ProviderKindNames.class,
      description = "Kind: one of ${COMPLETION-CANDIDATES}; openai is any compatible server.")
  String kind = "";

  @Option(names = "--base-url", paramLabel = "URL", description = "Base URL.")
  @Nullable String baseUrl;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      split = ",",
      description = "Model that it serves; can be repeated.")
  List<String> models = List.of();

  @Option(
      names = "--api",
      paramLabel = "API",
      split = ",",
      description =
          "APIs that it serves: chat, responses, embeddings, messages (default: those of its kind).")
  List<String> apis = List.of();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Header added to each request.")
  Map<String, String> headers = Map.of();

  @Option(names = "--local", description = "Allow private addresses.")
  boolean local;

  @Option(names = "--link-local", description = "Allow link-local addresses too.")
  boolean linkLocal;

  @Option(
      names = "--no-stream-usage",
      description = "The provider does not support stream_options.")
  boolean noStreamUsage;

  @Option(
      names = "--with-key",
      description = "Also set its key, read in the same way as by 'set-key'.")
  boolean withKey;

  @Override
  void run(ProviderService service, ProviderStore providers, Principal who) {
    Secret key = withKey ? key() : null;
    StoredProvider stored = service.put(who, fields(), own(), true, key);
    output().println("Provider " + stored.name() + " was stored.");
    if (key == null) {
      err().println("Set its key: compresh provider set-key " + stored.name());
    }
  }

  private ObjectNode fields() {
    if (name.isBlank()) {
      throw new InvalidField("name", "The name of the provider is missing.");
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
