package dev.compresh.provider.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads facts about models from models.dev's file: providers with their models, or a flat list of
 * models that name their provider. All of it must make sense, or nothing is taken.
 */
public final class FactsImport {
  /** Makers of models. Resellers list the same models under other prices. */
  private static final Set<String> VENDORS =
      Set.of(
          "openai",
          "anthropic",
          "google",
          "mistral",
          "deepseek",
          "xai",
          "alibaba",
          "llama",
          "cohere",
          "moonshotai",
          "zai");

  private static final int TOLD_FAULTS = 5;

  private final KnownModels shipped;
  private final List<String> lines = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * What was read.
   *
   * @param models the facts
   */
  public record Read(List<ModelFacts> models, String text) {}

  private FactsImport(KnownModels shipped) {
    this.shipped = shipped;
  }

  /**
   * The facts in {@code json}.
   *
   * @throws Refusal where it is not of models.dev's shape, or where a figure can't be
   */
  public static Read read(String json) {
    FactsImport reading = new FactsImport(KnownModels.shipped());
    try {
      reading.root(new JsonMapper().readTree(json));
    } catch (JacksonException e) {
      throw new Refusal("", "The file is no JSON. Use models.dev's api.json.");
    }
    String text = String.join("\n", reading.lines);
    if (!reading.faults.isEmpty()) {
      List<String> told = reading.faults.subList(0, Math.min(TOLD_FAULTS, reading.faults.size()));
      throw new Refusal(
          "", reading.faults.size() + " faults, nothing was changed: " + String.join("; ", told));
    }
    List<ModelFacts> models;
    try {
      models = FactsText.read(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal("", "A model can't be read, nothing was changed: " + e.getMessage());
    }
    if (models.isEmpty()) {
      throw new Refusal(
          "",
          "The file holds no model of "
              + String.join(", ", VENDORS.stream().sorted().toList())
              + ". Use models.dev's api.json.");
    }
    return new Read(models, text);
  }

  private void root(JsonNode root) {
    if (root.path("models").isArray()) {
      for (JsonNode model : root.path("models")) {
        String vendor = model.path("provider").asString("");
        if (VENDORS.contains(vendor)) {
          model(vendor, model.path("id").asString(""), model);
        }
      }
      return;
    }
    for (Map.Entry<String, JsonNode> vendor : root.properties()) {
      if (VENDORS.contains(vendor.getKey())) {
        for (Map.Entry<String, JsonNode> m : vendor.getValue().path("models").properties()) {
          model(vendor.getKey(), m.getKey(), m.getValue());
        }
      }
    }
  }

  private void model(String vendor, String id, JsonNode json) {
    if (!json.isObject()
        || id.isEmpty()
        || id.length() > 128
        || !id.chars().allMatch(this::plain)) {
      faults.add(vendor + " has a model without a proper id");
      return;
    }
    ImportedModel model = new ImportedModel(vendor, id, json);
    String line = model.line(shipped.find(id).map(ModelFacts::efforts).orElse(Efforts.NONE));
    faults.addAll(model.faults());
    if (!line.isEmpty()) {
      lines.add(line);
    }
  }

  private boolean plain(int c) {
    return c > ' ' && c < 127;
  }
}
