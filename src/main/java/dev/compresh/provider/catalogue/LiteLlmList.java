package dev.compresh.provider.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings LiteLLM's price list (model_prices_and_context_window.json) into models.dev's shape: USD
 * per token become USD per million, and the makers get our names.
 */
final class LiteLlmList {
  private static final Map<String, String> MAKERS =
      Map.ofEntries(
          Map.entry("openai", "openai"),
          Map.entry("anthropic", "anthropic"),
          Map.entry("gemini", "google"),
          Map.entry("mistral", "mistral"),
          Map.entry("deepseek", "deepseek"),
          Map.entry("xai", "xai"),
          Map.entry("dashscope", "alibaba"),
          Map.entry("meta_llama", "llama"),
          Map.entry("cohere", "cohere"),
          Map.entry("cohere_chat", "cohere"),
          Map.entry("moonshot", "moonshotai"),
          Map.entry("zai", "zai"));

  private static final Map<String, String> PRICES =
      Map.of(
          "input", "input_cost_per_token",
          "output", "output_cost_per_token",
          "cache_read", "cache_read_input_token_cost",
          "cache_write", "cache_creation_input_token_cost",
          "cache_write_1h", "cache_creation_input_token_cost_above_1hr",
          "reasoning", "output_cost_per_reasoning_token",
          "input_audio", "input_cost_per_audio_token",
          "output_audio", "output_cost_per_audio_token");

  private static final List<String> MODES = List.of("chat", "responses", "embedding");
  private static final String TIER = "input_cost_per_token_above_";
  private static final String THOUSANDS = "k_tokens";
  private static final int MOST_THOUSANDS = 100_000;

  private final ObjectNode out = new JsonMapper().createObjectNode();

  /** Returns whether {@code root} is such a list. */
  static boolean is(JsonNode root) {
    return root.isObject() && root.valueStream().anyMatch(m -> m.has("litellm_provider"));
  }

  /** The list in models.dev's shape. */
  static JsonNode converted(JsonNode root) {
    LiteLlmList list = new LiteLlmList();
    root.properties().forEach(model -> list.model(model.getKey(), model.getValue()));
    return list.out;
  }

  private void model(String key, JsonNode json) {
    String maker = MAKERS.get(json.path("litellm_provider").asString(""));
    String id = key.substring(key.lastIndexOf('/') + 1);
    String mode = json.path("mode").asString("chat");
    if (maker == null || !MODES.contains(mode)) {
      return;
    }
    ObjectNode models = out.withObject("/" + maker + "/models");
    if (models.has(id)) {
      return;
    }
    ObjectNode model = models.putObject(id);
    model.put("tool_call", truth(json, "supports_function_calling"));
    model.put("reasoning", truth(json, "supports_reasoning"));
    model.put("structured_output", truth(json, "supports_response_schema"));
    ObjectNode modalities = model.putObject("modalities");
    ArrayNode input = modalities.putArray("input").add("text");
    add(input, json, "supports_vision", "image");
    add(input, json, "supports_audio_input", "audio");
    add(input, json, "supports_video_input", "video");
    add(input, json, "supports_pdf_input", "pdf");
    modalities.putArray("output").add(mode.equals("embedding") ? "embedding" : "text");
    ObjectNode limit = model.putObject("limit");
    copy(limit, "context", json.path("max_input_tokens"));
    copy(limit, "output", json.path("max_output_tokens"));
    if (json.has(PRICES.get("input"))) {
      cost(model.putObject("cost"), json);
    }
  }

  private static boolean truth(JsonNode json, String field) {
    return json.path(field).asBoolean(false);
  }

  private static void add(ArrayNode list, JsonNode json, String field, String word) {
    if (truth(json, field)) {
      list.add(word);
    }
  }

  private static void copy(ObjectNode to, String field, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      to.set(field, value);
    }
  }

  private static void cost(ObjectNode cost, JsonNode json) {
    prices(cost, json, "");
    SortedSet<Integer> tiers = tiers(json);
    if (!tiers.isEmpty()) {
      ArrayNode list = cost.putArray("tiers");
      for (int thousands : tiers) {
        ObjectNode tier = list.addObject();
        prices(tier, json, "_above_" + thousands + THOUSANDS);
        tier.putObject("tier").put("size", thousands * 1_000L);
      }
    }
  }

  private static void prices(ObjectNode cost, JsonNode json, String suffix) {
    PRICES.forEach(
        (ours, theirs) -> {
          JsonNode price = json.path(theirs + suffix);
          if (price.isNumber()) {
            cost.put(ours, perMillion(price.decimalValue()));
          } else if (!price.isMissingNode() && !price.isNull()) {
            cost.set(ours, price);
          }
        });
  }

  /** Rounded to what the catalogue keeps; what is no sensible number stays one. */
  private static BigDecimal perMillion(BigDecimal perToken) {
    boolean sane = Math.abs((long) perToken.scale()) < 64 && perToken.precision() < 64;
    return sane
        ? perToken.movePointRight(6).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros()
        : BigDecimal.ONE.negate();
  }

  /** Lengths of prompts, in thousands of tokens, above which other prices hold; rising. */
  private static SortedSet<Integer> tiers(JsonNode json) {
    SortedSet<Integer> tiers = new TreeSet<>();
    for (String field : json.propertyNames()) {
      if (field.startsWith(TIER) && field.endsWith(THOUSANDS)) {
        String digits = field.substring(TIER.length(), field.length() - THOUSANDS.length());
        boolean number =
            !digits.isEmpty()
                && digits.length() < 7
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && Integer.parseInt(digits) <= MOST_THOUSANDS) {
          tiers.add(Integer.parseInt(digits));
        }
      }
    }
    return tiers;
  }
}
