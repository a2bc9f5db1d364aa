package dev.compresh.cli.litellm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Gathers the providers that deployments name: one for each address, key and set of headers. */
final class ProviderCollector {
  private static final String ENVIRONMENT = "os.environ/";

  private final Map<ProviderIdentity, String> names = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<String> notes;

  ProviderCollector(List<String> notes) {
    this.notes = notes;
  }

  /** Holds what makes two deployments deployments of one provider. */
  private record ProviderIdentity(
      String kind, @Nullable String baseUrl, @Nullable String key, Map<String, String> headers) {}

  /** The name of the provider that serves a deployment; null, with a note, where there is none. */
  @Nullable String name(String group, String model, JsonNode params) {
    String address = plain(params, "api_base", "base_url");
    ProviderPrefix prefix = ProviderPrefix.find(model, address != null);
    if (!prefix.hasCounterpart() || (prefix.needsAddress() && address == null)) {
      String reason =
          prefix.hasCounterpart()
              ? " has no api_base. Add the address."
              : " is at a provider without a counterpart (" + prefix.name() + ").";
      notes.add("model_list: '" + group + "' (" + model + ")" + reason);
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    params
        .path("extra_headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), reference(h.getValue().asString(""), h.getKey())));
    String organization = plain(params, "organization");
    if (organization != null) {
      headers.put("OpenAI-Organization", organization);
    }
    ProviderIdentity identity =
        new ProviderIdentity(
            prefix.kind(), baseUrl(prefix, address), key(prefix, params), Map.copyOf(headers));
    return names.computeIfAbsent(identity, _ -> freeName(prefix.name().replace('_', '-')));
  }

  private String freeName(String wanted) {
    String name = wanted;
    for (int i = 2; names.containsValue(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  private static @Nullable String baseUrl(ProviderPrefix prefix, @Nullable String address) {
    String url = address == null ? prefix.baseUrl() : address;
    if (url == null) {
      return null;
    }
    String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    boolean azure = prefix.name().equals("azure") && !trimmed.contains("/openai");
    boolean ollama = prefix.name().startsWith("ollama") && !trimmed.endsWith("/v1");
    return azure ? trimmed + "/openai/v1" : ollama ? trimmed + "/v1" : trimmed;
  }

  private @Nullable String key(ProviderPrefix prefix, JsonNode params) {
    String given = params.path("api_key").asString("");
    if (!given.isEmpty()) {
      return reference(given, prefix.name() + "_api_key");
    }
    String variable = prefix.keyVariable();
    return variable == null ? null : "${" + variable + "}";
  }

  @Nullable String plain(JsonNode params, String... fields) {
    for (String field : fields) {
      String text = params.path(field).asString("");
      if (!text.isEmpty()) {
        return text.startsWith(ENVIRONMENT) ? reference(text, field) : text;
      }
    }
    return null;
  }

  /** A reference to a variable; a secret that is in the file gets one of its own. */
  private String reference(String text, String label) {
    if (text.startsWith(ENVIRONMENT)) {
      return "${" + text.substring(ENVIRONMENT.length()).strip() + "}";
    }
    return secrets.computeIfAbsent(
        text,
        _ -> {
          String base = label.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
          String variable = "LITELLM_" + (secrets.size() + 1) + "_" + base;
          notes.add(
              "The file itself contains a secret (" + label + "). Set " + variable + " to it.");
          return "${" + variable + "}";
        });
  }

  /** Writes the providers into {@code list}. */
  void write(ArrayNode list) {
    names.forEach(
        (identity, name) -> {
          var provider = list.addObject().put("name", name).put("kind", identity.kind);
          if (identity.baseUrl != null) {
            provider.put("base-url", identity.baseUrl);
          }
          if (identity.key != null) {
            provider.put("key", identity.key);
          }
          if (!identity.headers.isEmpty()) {
            var headers = provider.putObject("headers");
            identity.headers.forEach(headers::put);
          }
        });
  }
}
