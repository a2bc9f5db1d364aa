package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.count;
import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.flag;
import static dev.compresh.admin.api.Schema.many;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.oneOf;
import static dev.compresh.admin.api.Schema.optional;
import static dev.compresh.admin.api.Schema.orNull;
import static dev.compresh.admin.api.Schema.text;
import static dev.compresh.admin.api.Schema.whole;

import dev.compresh.admin.api.Schema;
import dev.compresh.provider.catalogue.Capability;
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

  private static final Schema.Obj LONGER =
      prices("LongPromptPrices", List.of(field("above", whole(1, MOST_TOKENS), "prompt tokens")));

  private static final Schema.Obj CHANGED =
      prices(
          "ChangedPrices",
          List.of(
              field("from", text(10, 10), "the first day, as 2026-12-01"),
              optional("longer_prompts", many(LONGER), "what longer prompts cost")));

  private static final Schema.Obj PRICE =
      prices(
          "ModelPrices",
          List.of(
              optional("longer_prompts", many(LONGER), "what longer prompts cost"),
              optional("changes", many(CHANGED), "what it costs from a day on"),
              optional("service_tiers", new Schema.Anything(), "multipliers by service tier"),
              optional("geographies", new Schema.Anything(), "multipliers by place of service"),
              optional("tool_fees", new Schema.Anything(), "USD per 1,000 calls, by tool")));

  static final Schema.Obj MODEL =
      object(
          "Model",
          field("id", text(), "what clients call it"),
          field("name", text(), "for people to read"),
          field("vendor", text(), "who makes it; empty where not known"),
          field("type", oneOf(ModelType.labels()), "what it is for"),
          field("context_length", orNull(count()), "its window in tokens; null where not known"),
          field("max_output", orNull(count()), "its longest answer; null where not known"),
          field("capabilities", many(oneOf(Capability.labels())), "what it can do"),
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
  static final Schema.Obj CHANGE =
      object(
          "ModelChange",
          optional("name", text(1, 200), "for people to read"),
          optional("type", oneOf(ModelType.labels()), "what it is for"),
          optional("context_length", whole(0, MOST_TOKENS), "its window in tokens"),
          optional("max_output", whole(0, MOST_TOKENS), "its longest answer in tokens"),
          optional("capabilities", many(oneOf(Capability.labels())), "what it can do, all of it"),
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

  static final Schema.Obj FACTS =
      object(
          "ModelFacts",
          optional("facts", new Schema.Anything(), "the list, as JSON"),
          optional("url", text(1, 2_000), "where the list is fetched from, instead"),
          optional("allow_private", flag(), "whether the URL may lead to a private address"),
          optional("dry_run", flag(), "whether nothing is taken over, only reported"),
          optional("source", text(1, 200), "where it is from"));

  static final Schema.Obj TAKEN =
      object(
          "ModelFactsTaken",
          field("models", count(), "models of the list"),
          field(
              "changes",
              new Schema.Many(
                  object(
                      "ModelFactsChange",
                      field("model", text(), "its id"),
                      field("what", text(), "added, window, max-output or a price"),
                      field("from", text(), "as it was; - where it was not known"),
                      field("to", text(), "as it is now"),
                      field("own_entry", flag(), "whether the operator's own entry stays over it")),
                  1_000),
              "what differs from what was known"),
          field("refused", new Schema.Many(text(), 1_000), "models left as they are, and why"));

  private ModelSchemas() {}

  private static Schema.Obj prices(String name, List<Schema.Field> first) {
    List<Schema.Field> fields = new ArrayList<>(first);
    PRICES.forEach(
        price -> fields.add(optional(price, new Schema.Decimal(), price.replace('_', ' '))));
    return new Schema.Obj(name, List.copyOf(fields));
  }
}
