package dev.compresh.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator's settings of a model. A null field is left as known elsewhere.
 *
 * @param id what clients call it
 * @param name for people to read
 * @param type one of {@link #TYPES}
 * @param contextLength its window in tokens
 * @param maxOutput its longest answer in tokens
 * @param capabilities what it can do, all of it
 * @param efforts levels of reasoning, each with the provider's word where that is another one, as
 *     {@code off=none}
 * @param sampling whether it takes sampling controls
 * @param parameters fields of a chat request that it takes besides the usual ones
 * @param aliases other names for it, all of them
 * @param routes where it is served, all of them
 * @param prices what it costs, all of it
 * @param maintenance whether it is out of service for now
 * @param strict whether requests for it are checked field by field
 * @param alwaysUsage whether its streams always show their usage
 */
public record ModelConfig(
    String id,
    @Nullable String name,
    @Nullable String type,
    @Nullable Integer contextLength,
    @Nullable Integer maxOutput,
    @Nullable List<String> capabilities,
    @Nullable List<String> efforts,
    @Nullable Boolean sampling,
    @Nullable List<String> parameters,
    @Nullable List<String> aliases,
    @Nullable List<ModelRouteConfig> routes,
    @Nullable PriceConfig prices,
    @Nullable Boolean maintenance,
    @Nullable Boolean strict,
    @Nullable Boolean alwaysUsage) {

  static final List<String> TYPES =
      List.of(
          "chat",
          "vision-chat",
          "embedding",
          "transcription",
          "speech",
          "realtime",
          "image",
          "rerank",
          "moderation");
  static final List<String> CAPABILITIES =
      List.of(
          "tools",
          "response_format",
          "reasoning",
          "reasoning_effort",
          "image_input",
          "audio_input",
          "video_input",
          "file_input");
  static final List<String> EFFORTS = List.of("off", "low", "medium", "high", "max");

  /** Far more than any model takes. */
  private static final int MOST_TOKENS = 100_000_000;

  private static final int LONGEST_NAME = 128;
  private static final int MOST_WEIGHT = 1_000;

  /**
   * A provider that serves the model.
   *
   * @param model the name that it knows the model by, null for the model's id
   */
  public record ModelRouteConfig(String provider, @Nullable String model, int order, int weight) {}

  /** The models that the file lists. */
  static List<ModelConfig> readAll(ConfigSection root) {
    List<ModelConfig> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigSection configSection : root.sections("models")) {
      ModelConfig model = read(configSection);
      if (!model.id().isEmpty() && !names.add(model.id())) {
        configSection.fault("id", "is already used by another model.", "Keep only one of them.");
      }
      models.add(model);
    }
    for (ModelConfig model : models) {
      List<String> aliases = model.aliases();
      for (String alias : aliases == null ? List.<String>of() : aliases) {
        if (!names.add(alias)) {
          String what = "has the name '" + alias + "' twice.";
          root.fault("models", what, "Ids and aliases must differ.");
        }
      }
    }
    return List.copyOf(models);
  }

  static ModelConfig read(ConfigSection configSection) {
    String id = configSection.required("id", "Write 'id: name', as clients call the model.");
    if (!id.isEmpty() && !plain(id)) {
      configSection.fault(
          "id", "is not a valid model name.", "Use 1 to 128 printable ASCII characters.");
    }
    ModelConfig model =
        new ModelConfig(
            id,
            configSection.text("name"),
            configSection.has("type") ? configSection.choice("type", "chat", TYPES) : null,
            tokens(configSection, "context-length"),
            tokens(configSection, "max-output"),
            known(configSection, "capabilities", CAPABILITIES, false),
            known(configSection, "reasoning-efforts", EFFORTS, true),
            configSection.flag("sampling"),
            names(configSection, "parameters"),
            names(configSection, "aliases"),
            routes(configSection),
            configSection.has("prices") ? PriceConfig.read(configSection.section("prices")) : null,
            configSection.flag("maintenance"),
            configSection.flag("strict"),
            configSection.flag("always-usage"));
    configSection.finish();
    return model;
  }

  private static @Nullable Integer tokens(ConfigSection configSection, String key) {
    return configSection.has(key) ? configSection.integer(key, 0, 0, MOST_TOKENS) : null;
  }

  private static @Nullable List<String> names(ConfigSection configSection, String key) {
    List<String> names = configSection.has(key) ? configSection.texts(key) : null;
    for (String name : names == null ? List.<String>of() : names) {
      if (!plain(name)) {
        configSection.fault(
            key, "contains a value that is not a valid name.", "Use printable ASCII characters.");
      }
    }
    return names;
  }

  private static @Nullable List<String> known(
      ConfigSection configSection, String key, List<String> known, boolean words) {
    List<String> texts = names(configSection, key);
    for (String text : texts == null ? List.<String>of() : texts) {
      int equals = words ? text.indexOf('=') : -1;
      if (!known.contains(equals < 0 ? text : text.substring(0, equals))) {
        configSection.fault(
            key, "'" + text + "' is not known.", "Known: " + String.join(", ", known));
      }
    }
    return texts;
  }

  private static @Nullable List<ModelRouteConfig> routes(ConfigSection configSection) {
    String provider = configSection.text("provider");
    String upstream = configSection.text("upstream-model");
    if (provider != null) {
      if (configSection.has("routes")) {
        configSection.fault(
            "routes", "can't be combined with 'provider'.", "Keep only one of them.");
      }
      return List.of(new ModelRouteConfig(provider, upstream, 0, 1));
    }
    if (upstream != null) {
      configSection.fault("upstream-model", "needs 'provider'.", "Add 'provider: name'.");
    }
    if (!configSection.has("routes")) {
      return null;
    }
    List<ModelRouteConfig> routes = new ArrayList<>();
    for (ConfigSection inner : configSection.sections("routes")) {
      String name = inner.required("provider", "Name one of the providers.");
      String model = inner.text("model");
      int order = inner.integer("order", routes.size(), 0, MOST_WEIGHT);
      int weight = inner.integer("weight", 1, 0, MOST_WEIGHT);
      inner.finish();
      routes.add(new ModelRouteConfig(name, model, order, weight));
    }
    return List.copyOf(routes);
  }

  private static boolean plain(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\');
  }
}
