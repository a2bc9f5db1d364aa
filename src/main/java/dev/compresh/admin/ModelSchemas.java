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

/** How models of the catalogue look in the administration API. */
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
              field("from", text(10, 10), "the first day, as 2026-12-01"),
              optional("longer_prompts", many(LONGER), "what longer prompts cost")));

  private static final JsonSchema.ObjectSchema PRICE =
      prices(
          "ModelPrices",
          List.of(
              optional("longer_prompts", many(LONGER), "what longer prompts cost"),
              optional("changes", many(CHANGED), "what it costs from a day on"),
              optional("service_tiers", new JsonSchema.AnySchema(), "multipliers by service tier"),
              optional(
                  "geographies", new JsonSchema.AnySchema(), "multipliers by place of service"),
              optional("tool_fees", new JsonSchema.AnySchema(), "USD per 1,000 calls, by tool")));

  static final JsonSchema.ObjectSchema MODEL =
      object(
          "Model",
          field("id", text(), "what clients call it"),
          field("name", text(), "for people to read"),
          field("vendor", text(), "who makes it; empty where not known"),
          field("type", oneOf(ModelType.labels()), "what it is for"),
          field("context_length", orNull(count()), "its window in tokens; null where not known"),
          field("max_output", orNull(count()), "its longest answer; null where not known"),
          field("capabilities", many(oneOf(ModelCapability.labels())), "what it can do"),
          field("reasoning_efforts", many(text()), "levels, as off=none"),
          field("sampling", flag(), "whether it takes sampling controls"),
          field("parameters", many(text()), "further fields of a chat that it takes"),
          field("supported_parameters", many(text()), "all fields of a chat that it takes"),
          field("aliases", many(text()), "other names for it"),
          field(
              "routes",
              many(
                  object(
                      "ModelRoute",
                      field("provider", text(), "its name"),
                      field("model", text(), "the provider's name for the model"),
                      field("order", count(), "lower ones are asked first"),
                      field("weight", count(), "share among those of one order"))),
              "where it is served; empty where its name tells"),
          field("prices", orNull(PRICE), "USD per million tokens; null where not known"),
          field("maintenance", flag(), "whether it is out of service"),
          field("strict", flag(), "whether requests are checked field by field"),
          field("always_usage", flag(), "whether its streams always show their usage"),
          field("source", oneOf("known", "config", "store"), "who said the last word"));

  /** What may be set; a null takes away what was set. */
  static final JsonSchema.ObjectSchema CHANGE =
      object(
          "ModelChange",
          optional("name", text(1, 200), "for people to read"),
          optional("type", oneOf(ModelType.labels()), "what it is for"),
          optional("context_length", whole(0, MOST_TOKENS), "its window in tokens"),
          optional("max_output", whole(0, MOST_TOKENS), "its longest answer in tokens"),
          optional(
              "capabilities", many(oneOf(ModelCapability.labels())), "what it can do, all of it"),
          optional("reasoning_efforts", many(text(1, 64)), "levels, as off=none"),
          optional("sampling", flag(), "whether it takes sampling controls"),
          optional("parameters", many(text(1, 128)), "further fields of a chat that it takes"),
          optional("aliases", many(text(1, 128)), "other names for it, all of them"),
          optional(
              "routes",
              many(
                  object(
                      "ModelRouteChoice",
                      field("provider", text(1, 128), "its name"),
                      optional("model", text(1, 200), "the provider's name for the model"),
                      optional("order", whole(0, 1_000), "lower ones are asked first"),
                      optional("weight", whole(0, 1_000), "share among those of one order"))),
              "where it is served, all of it"),
          optional("provider", text(1, 128), "instead of routes, where there is one only"),
          optional("upstream_model", text(1, 200), "that provider's name for the model"),
          optional("prices", PRICE, "USD per million tokens, all of it"),
          optional("maintenance", flag(), "whether it is out of service"),
          optional("strict", flag(), "whether requests are checked field by field"),
          optional("always_usage", flag(), "whether its streams always show their usage"));

  static final JsonSchema.ObjectSchema FACTS =
      object(
          "ModelFacts",
          optional("facts", new JsonSchema.AnySchema(), "the list, as JSON"),
          optional("url", text(1, 2_000), "where the list is fetched from, instead"),
          optional("allow_private", flag(), "whether the URL may lead to a private address"),
          optional("dry_run", flag(), "whether nothing is taken over, only reported"),
          optional("source", text(1, 200), "where it is from"));

  static final JsonSchema.ObjectSchema TAKEN =
      object(
          "ModelFactsTaken",
          field("models", count(), "models of the list"),
          field(
              "changes",
              new JsonSchema.ArraySchema(
                  object(
                      "ModelFactsChange",
                      field("model", text(), "its id"),
                      field("what", text(), "added, window, max-output or a price"),
                      field("from", text(), "as it was; - where it was not known"),
                      field("to", text(), "as it is now"),
                      field("own_entry", flag(), "whether the operator's own entry stays over it")),
                  1_000),
              "what differs from what was known"),
          field(
              "refused",
              new JsonSchema.ArraySchema(text(), 1_000),
              "models left as they are, and why"));

  private ModelSchemas() {}

  private static JsonSchema.ObjectSchema prices(String name, List<JsonSchema.SchemaField> first) {
    List<JsonSchema.SchemaField> fields = new ArrayList<>(first);
    PRICES.forEach(
        price ->
            fields.add(optional(price, new JsonSchema.DecimalSchema(), price.replace('_', ' '))));
    return new JsonSchema.ObjectSchema(name, List.copyOf(fields));
  }
}
