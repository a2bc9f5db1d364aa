package dev.compresh.cli.litellm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Translates LiteLLM's {@code config.yaml}: models, aliases, fallbacks, retries and time limits.
 */
public final class LiteLlmTranslator {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final int MOST_WEIGHT = 1_000;
  private static final Set<String> KNOWN_PARAMS =
      Set.of(
          "model",
          "api_base",
          "base_url",
          "api_key",
          "api_version",
          "organization",
          "extra_headers",
          "rpm",
          "tpm",
          "weight",
          "order",
          "input_cost_per_token",
          "output_cost_per_token",
          "custom_llm_provider");

  private final YAMLMapper mapper = new YAMLMapper();
  private final List<String> notes = new ArrayList<>();
  private final ProviderCollector providers = new ProviderCollector(notes);
  private final Map<String, List<DeploymentTarget>> groups = new LinkedHashMap<>();
  private final ObjectNode result = mapper.createObjectNode();
  private final ArrayNode models = mapper.createArrayNode();

  private LiteLlmTranslator() {}

  /**
   * Translates the text of one file.
   *
   * @throws IllegalArgumentException where it is no YAML mapping
   */
  public static TranslatedConfig translate(String text) {
    return new LiteLlmTranslator().run(text);
  }

  private TranslatedConfig run(String text) {
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (JacksonException e) {
      // The parser's own message quotes the text around the fault, which may be a secret.
      throw new IllegalArgumentException("The file is not valid YAML.", e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("The file is not a LiteLLM configuration.");
    }
    for (JsonNode deployment : root.path("model_list")) {
      deployment(deployment);
    }
    JsonNode router = root.path("router_settings");
    JsonNode settings = root.path("litellm_settings");
    routes(router, settings);
    new SettingTranslator(result, notes).translate(root);
    if (!models.isEmpty()) {
      result.set("models", models);
    }
    return new TranslatedConfig(mapper.writeValueAsString(result), notes);
  }

  private void deployment(JsonNode deployment) {
    String group = deployment.path("model_name").asString("");
    JsonNode params = deployment.path("litellm_params");
    String model = params.path("model").asString("");
    String custom = params.path("custom_llm_provider").asString("");
    if (!custom.isEmpty() && !model.startsWith(custom + "/")) {
      model = custom + "/" + model;
    }
    if (group.isEmpty() || model.isEmpty()) {
      notes.add("model_list: an entry without model_name or litellm_params.model was left out.");
      return;
    }
    String provider = providers.name(group, model, params);
    if (provider == null) {
      return;
    }
    ProviderPrefix prefix = ProviderPrefix.find(model, params.hasNonNull("api_base"));
    String upstream = prefix.upstream(model);
    boolean any = upstream.contains("*");
    groups
        .computeIfAbsent(group, _ -> new ArrayList<>())
        .add(
            new DeploymentTarget(
                provider,
                any || upstream.equals(group) ? null : upstream,
                Math.clamp(params.path("order").asInt(0), 0, MOST_WEIGHT / 2),
                weight(params)));
    price(upstream, params, deployment.path("model_info"));
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      if (!KNOWN_PARAMS.contains(param.getKey())) {
        notes.add(
            "model_list: '"
                + group
                + "': litellm_params."
                + param.getKey()
                + " has no counterpart.");
      }
    }
  }

  /** Deployments are chosen by weight, else by their limits. */
  private int weight(JsonNode params) {
    for (String field : List.of("weight", "rpm", "tpm")) {
      double value = params.path(field).asDouble(0);
      if (value > 0) {
        int scale = field.equals("tpm") ? MOST_WEIGHT : 1;
        return Math.clamp(Math.round(value / scale), 1, MOST_WEIGHT);
      }
    }
    return 1;
  }

  private void price(String upstream, JsonNode params, JsonNode info) {
    BigDecimal input = cost("input_cost_per_token", params, info);
    BigDecimal output = cost("output_cost_per_token", params, info);
    boolean isNew = true;
    for (JsonNode model : models) {
      isNew &= !model.path("id").asString("").equals(upstream);
    }
    if (isNew && (input.signum() > 0 || output.signum() > 0)) {
      ObjectNode prices = models.addObject().put("id", upstream).putObject("prices");
      prices.put("input", input).put("output", output);
    }
  }

  private static BigDecimal cost(String field, JsonNode params, JsonNode info) {
    JsonNode value = params.hasNonNull(field) ? params.get(field) : info.path(field);
    try {
      return new BigDecimal(value.asString("0")).multiply(MILLION).stripTrailingZeros();
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  private void routes(JsonNode router, JsonNode settings) {
    Map<String, List<String>> fallbacks = new LinkedHashMap<>();
    for (JsonNode where : List.of(settings, router)) {
      for (JsonNode rule : where.path("fallbacks")) {
        rule.properties().forEach(r -> fallbacks.put(r.getKey(), texts(r.getValue())));
      }
    }
    List<String> all = texts(settings.path("default_fallbacks"));
    Map<String, List<DeploymentTarget>> routed = new LinkedHashMap<>();
    groups.forEach(
        (group, targets) ->
            routed.put(group, withFallbacks(group, targets, fallbacks.getOrDefault(group, all))));
    for (Map.Entry<String, JsonNode> alias : router.path("model_group_alias").properties()) {
      String named = alias.getValue().asString(alias.getValue().path("model").asString(""));
      List<DeploymentTarget> targets = routed.get(named);
      if (targets == null) {
        notes.add(
            "model_group_alias: '"
                + alias.getKey()
                + "' is an alias of a model that is not in model_list.");
      } else {
        routed.putIfAbsent(alias.getKey(), named(targets, named));
      }
    }
    ArrayNode list = mapper.createArrayNode();
    List<String> order = new ArrayList<>(routed.keySet());
    // The first rule that matches counts, so patterns come last.
    order.sort((a, b) -> Boolean.compare(a.contains("*"), b.contains("*")));
    order.forEach(
        group ->
            write(list.addObject().put("model", group), routed.getOrDefault(group, List.of())));
    providers.write(result.putArray("providers"));
    result.set("routes", list);
  }

  private static List<DeploymentTarget> named(List<DeploymentTarget> targets, String name) {
    return targets.stream()
        .map(
            t ->
                t.upstream() != null
                    ? t
                    : new DeploymentTarget(t.provider(), name, t.order(), t.weight()))
        .toList();
  }

  private List<DeploymentTarget> withFallbacks(
      String group, List<DeploymentTarget> targets, List<String> names) {
    List<DeploymentTarget> all = new ArrayList<>(targets);
    int order = targets.stream().mapToInt(DeploymentTarget::order).max().orElse(0);
    for (String name : names) {
      List<DeploymentTarget> next = groups.get(name);
      if (next == null) {
        notes.add("fallbacks: '" + name + "' of '" + group + "' is not in model_list.");
      } else if (!name.equals(group)) {
        order++;
        int place = order;
        named(next, name).forEach(target -> all.add(target.atOrder(place)));
      }
    }
    return all;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString("")));
    return texts;
  }

  private static void write(ObjectNode route, List<DeploymentTarget> targets) {
    boolean single = targets.size() == 1;
    ArrayNode list = single ? null : route.putArray("providers");
    for (DeploymentTarget target : targets) {
      ObjectNode node = list == null ? route : list.addObject();
      node.put("provider", target.provider());
      if (target.upstream() != null) {
        node.put("upstream-model", target.upstream());
      }
      if (list != null) {
        node.put("order", target.order()).put("weight", target.weight());
      }
    }
  }
}
