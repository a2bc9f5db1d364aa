package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.admin.api.JsonSchema;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelType;
import java.util.ArrayList;
import java.util.List;

/** The schemas of catalogue models in the administration API. */
final class ModelSchemas {
  private static final int MOST_TOKENS = 100_000_000;

  private static final List<String> PRICES =
      List.of(
          "input",
          "cache_read",
          "cache_write",
          "cache_write_1h",
          "cache_write_12h",
          "output",
          "reasoning",
          "audio_input",
          "audio_output",
          "minute",
          "characters");

  private static final JsonSchema.ObjectSchema LONGER =
      prices("LongPromptPrices", List.of(field("above", whole(1, MOST_TOKENS), "prompt tokens")));

  private static final JsonSchema.ObjectSchema CHANGED =
      prices(
          "ChangedPrices",
          List.of(
              field("from", text(10, 10), "first day, such as 2026-12-01"),
              optional("longer_prompts", many(LONGER), "prices of longer prompts")));

  private static final JsonSchema.ObjectSchema PRICE =
      prices(
          "ModelPrices",
          List.of(
              optional("longer_prompts", many(LONGER), "prices of longer prompts"),
              optional("changes", many(CHANGED), "prices from a day on"),
              optional("service_tiers", new JsonSchema.AnySchema(), "multipliers by service tier"),
              optional("geographies", new JsonSchema.AnySchema(), "multipliers by region"),
              optional("tool_fees", new JsonSchema.AnySchema(), "USD per 1,000 calls, by tool")));

  static final JsonSchema.ObjectSchema MODEL =
      object(
          "Model",
          field("id", text(), "id that clients use"),
          field("name", text(), "display name"),
          field("vendor", text(), "vendor; empty if unknown"),
          field("type", oneOf(ModelType.labels()), "model type"),
          field("context_length", orNull(count()), "context window in tokens; null if unknown"),
          field("max_output", orNull(count()), "maximum output tokens; null if unknown"),
          field("capabilities", many(oneOf(ModelCapability.labels())), "capabilities"),
          field("reasoning_efforts", many(text()), "reasoning effort levels, such as off=none"),
          field("sampling", flag(), "whether it supports sampling parameters"),
          field("parameters", many(text()), "additional chat parameters that it supports"),
          field("supported_parameters", many(text()), "all chat parameters that it supports"),
          field("aliases", many(text()), "aliases"),
          field(
              "routes",
              many(
                  object(
                      "ModelRoute",
                      field("provider", text(), "name of the provider"),
                      field("model", text(), "upstream model name"),
                      field("order", count(), "priority; lower numbers are tried first"),
                      field("weight", count(), "weight among providers of the same priority"))),
              "routes; empty if derived from its name"),
          field("prices", orNull(PRICE), "USD per million tokens; null if unknown"),
          field("maintenance", flag(), "whether it is in maintenance"),
          field("strict", flag(), "whether request parameters are validated"),
          field("always_usage", flag(), "whether its streams always include usage"),
          field("source", oneOf("known", "config", "store"), "source of the effective entry"));

  /** Fields that may be set; a null takes away what was set. */
  static final JsonSchema.ObjectSchema CHANGE =
      object(
          "ModelChange",
          optional("name", text(1, 200), "display name"),
          optional("type", oneOf(ModelType.labels()), "model type"),
          optional("context_length", whole(0, MOST_TOKENS), "context window in tokens"),
          optional("max_output", whole(0, MOST_TOKENS), "maximum output tokens"),
          optional(
              "capabilities",
              many(oneOf(ModelCapability.labels())),
              "capabilities; replaces the whole list"),
          optional(
              "reasoning_efforts", many(text(1, 64)), "reasoning effort levels, such as off=none"),
          optional("sampling", flag(), "whether it supports sampling parameters"),
          optional("parameters", many(text(1, 128)), "additional chat parameters that it supports"),
          optional("aliases", many(text(1, 128)), "aliases; replaces the whole list"),
          optional(
              "routes",
              many(
                  object(
                      "ModelRouteChoice",
                      field("provider", text(1, 128), "name of the provider"),
                      optional("model", text(1, 200), "upstream model name"),
                      optional("order", whole(0, 1_000), "priority; lower numbers are tried first"),
                      optional(
                          "weight",
                          whole(0, 1_000),
                          "weight among providers of the same priority"))),
              "routes; replaces the whole list"),
          optional("provider", text(1, 128), "provider, instead of routes if there is only one"),
          optional("upstream_model", text(1, 200), "upstream model name at this provider"),
          optional("prices", PRICE, "USD per million tokens; replaces all prices"),
          optional("maintenance", flag(), "whether it is in maintenance"),
          optional("strict", flag(), "whether request parameters are validated"),
          optional("always_usage", flag(), "whether its streams always include usage"));

  static final JsonSchema.ObjectSchema FACTS =
      object(
          "ModelFacts",
          optional("facts", new JsonSchema.AnySchema(), "list as JSON"),
          optional("url", text(1, 2_000), "URL from which to fetch the list instead"),
          optional("allow_private", flag(), "whether the URL may have a private address"),
          optional("dry_run", flag(), "whether to report changes without importing them"),
          optional("source", text(1, 200), "source of the list"));

  static final JsonSchema.ObjectSchema TAKEN =
      object(
          "ModelFactsTaken",
          field("models", count(), "number of models in the list"),
          field(
              "changes",
              new JsonSchema.ArraySchema(
                  object(
                      "ModelFactsChange",
                      field("model", text(), "id of the model"),
                      field("what", text(), "changed field: added, window, max-output or a price"),
                      field("from", text(), "previous value; - if unknown"),
                      field("to", text(), "new value"),
                      field("own_entry", flag(), "whether the operator's own entry overrides it")),
                  1_000),
              "differences from the previous facts"),
          field(
              "refused",
              new JsonSchema.ArraySchema(text(), 1_000),
              "models that were not imported, with the reason"));

  private ModelSchemas() {}

  private static JsonSchema.ObjectSchema prices(String name, List<JsonSchema.SchemaField> first) {
    List<JsonSchema.SchemaField> fields = new ArrayList<>(first);
    PRICES.forEach(
        price ->
            fields.add(optional(price, new JsonSchema.DecimalSchema(), price.replace('_', ' '))));
    return new JsonSchema.ObjectSchema(name, List.copyOf(fields));
  }
}
