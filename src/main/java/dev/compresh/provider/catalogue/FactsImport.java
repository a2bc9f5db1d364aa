package dev.compresh.provider.catalogue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads facts about models from models.dev's file (providers with their models, or a flat list of
 * models that name their provider) or from LiteLLM's. A model that makes no sense is left as it is
 * known; a file in which many are so is taken as none.
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

  private static final int SHOWN_FAULTS = 5;

  /** Of so many models one may make no sense. */
  private static final int OUT_OF = 4;

  private final KnownModels known;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();
  private final List<ModelFacts> models = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  /**
   * The result of an import.
   *
   * @param models the facts
   * @param text the same as text
   * @param refused what was left out, a line for each model
   */
  public record ReadFacts(List<ModelFacts> models, String text, List<String> refused) {}

  private FactsImport(KnownModels known, Instant now) {
    this.known = known;
    this.now = now;
  }

  /**
   * The facts in {@code json}.
   *
   * @param known what is known before: efforts, announced prices and units come from it
   * @param now prices that are announced for later than this stay announced
   * @throws CatalogueException where it is of neither shape, or makes no sense
   */
  public static ReadFacts read(String json, KnownModels known, Instant now) {
    FactsImport reading = new FactsImport(known, now);
    try {
      JsonNode root = new JsonMapper().readTree(json);
      reading.root(LiteLlmList.is(root) ? LiteLlmList.converted(root) : root);
    } catch (JacksonException e) {
      throw new CatalogueException(
          "", "The file is not JSON. Use models.dev's api.json or LiteLLM's list.");
    }
    List<String> faults = reading.refused;
    if (!faults.isEmpty() && reading.models.size() < OUT_OF * faults.size()) {
      throw new CatalogueException(
          "",
          faults.size()
              + " models have values that are not plausible; nothing was changed: "
              + String.join("; ", faults.subList(0, Math.min(SHOWN_FAULTS, faults.size()))));
    }
    if (reading.models.isEmpty()) {
      throw new CatalogueException(
          "",
          "The file contains no model of "
              + String.join(", ", VENDORS.stream().sorted().toList())
              + ". Use models.dev's api.json or LiteLLM's list.");
    }
    return new ReadFacts(reading.models, String.join("\n", reading.lines), faults);
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
      refused.add(vendor + " has a model without a valid id");
      return;
    }
    ModelFacts before = known.find(id).orElse(null);
    ImportedModel model = new ImportedModel(vendor, id, json);
    String line = model.line(before == null ? ReasoningEfforts.NONE : before.efforts());
    if (!model.faults().isEmpty()) {
      refused.add(String.join("; ", model.faults()));
    } else if (!line.isEmpty()) {
      String whole = before == null ? line : completed(line, before);
      take(vendor + "/" + id, whole, before == null ? null : before.price());
    }
  }

  /** Completes a line of the list with the known facts of a model. */
  private static String completed(String line, ModelFacts before) {
    String[] column = line.split("\t", -1);
    ModelPrice price = before.price();
    fill(column, FactsText.RELEASED, String.valueOf(before.released()), before.released() != null);
    fill(column, FactsText.CONTEXT, Integer.toString(before.context()), before.context() > 0);
    fill(column, FactsText.OUTPUT, Integer.toString(before.maxOutput()), before.maxOutput() > 0);
    fill(column, FactsText.PRICES, price == null ? "" : PriceText.render(price), price != null);
    return String.join("\t", column);
  }

  private static void fill(String[] column, int at, String value, boolean isKnown) {
    if (column[at].equals("-") && isKnown) {
      column[at] = value;
    }
  }

  private void take(String name, String line, @Nullable ModelPrice before) {
    try {
      ModelFacts facts = FactsText.read(line).getFirst();
      ModelPrice price = facts.price();
      Optional<String> fault =
          price == null
              ? Optional.empty()
              : PriceSanity.fault(price, before == null ? null : before.forDate(now));
      if (fault.isPresent()) {
        refused.add(name + ": " + fault.get());
        return;
      }
      String whole = price == null || before == null ? line : line + announced(before, price);
      models.addAll(FactsText.read(whole));
      lines.add(whole);
    } catch (IllegalArgumentException e) {
      refused.add(name + " can't be read: " + e.getMessage());
    }
  }

  /** Lists have no days: what was announced for later stays, unless it is what holds now. */
  private String announced(ModelPrice before, ModelPrice price) {
    StringBuilder text = new StringBuilder();
    for (ModelPrice.LaterPrice change : before.later()) {
      boolean coming = now.isBefore(change.from().atStartOfDay(ZoneOffset.UTC).toInstant());
      String words = PriceText.render(change.price());
      if (coming && !words.equals(PriceText.render(price))) {
        text.append(" @").append(change.from()).append(' ').append(words);
      }
    }
    return text.toString();
  }

  private boolean plain(int c) {
    return c > ' ' && c < 127;
  }
}
