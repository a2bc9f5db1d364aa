package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.admin.api.JsonSchema;
import dev.compresh.usage.UsageFigure;
import dev.compresh.usage.UsageTotals;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Figures of usage as the API shows them. */
final class UsageJson {
  static final JsonSchema.SchemaField[] FIELDS = {
    field("requests", count(), "how many"),
    field("errors", count(), "how many of them failed"),
    field("original_tokens", count(), "of prompts as clients sent them"),
    field("optimized_tokens", count(), "of prompts as providers got them"),
    field("saved_tokens", anyWhole(), "the difference"),
    field("input_tokens", count(), "fresh input, by the providers' figures"),
    field("cache_read_tokens", count(), "read from their caches"),
    field("cache_write_tokens", count(), "written to them"),
    field("output_tokens", count(), "of answers"),
    field("overhead_micros", count(), "microseconds added, in all"),
    field("unpriced_requests", count(), "how many went to models without a price"),
    field("unpriced_tokens", count(), "their tokens, input and output"),
    field("cost_micros", count(), "micro-USD at the catalogue's prices"),
    field("charge_micros", count(), "micro-USD that the balance paid"),
    field(
        "net_saving_micros",
        anyWhole(),
        "micro-USD that the input cost less than uncompressed, net of caches; below zero: more"),
    field("net_saving_units", anyWhole(), "likewise, in hundredths of a fresh input token")
  };

  static final JsonSchema.ObjectSchema ROW =
      JsonSchema.object("UsageRow", field("label", text(), "what the row is of"))
          .extend("UsageRow", FIELDS);

  private UsageJson() {}

  static ObjectNode row(UsageFigure figure) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("label", figure.label());
    put(json, figure);
    return json;
  }

  static void put(ObjectNode json, UsageFigure figure) {
    UsageTotals usageTotals = figure.totals();
    json.put("requests", usageTotals.requests());
    json.put("errors", usageTotals.errors());
    json.put("original_tokens", usageTotals.original());
    json.put("optimized_tokens", usageTotals.forwarded());
    json.put("saved_tokens", usageTotals.saved());
    json.put("input_tokens", usageTotals.input());
    json.put("cache_read_tokens", usageTotals.cacheRead());
    json.put("cache_write_tokens", usageTotals.cacheWrite());
    json.put("output_tokens", usageTotals.output());
    json.put("overhead_micros", usageTotals.overheadMicros());
    json.put("unpriced_requests", usageTotals.unpriced());
    json.put("unpriced_tokens", usageTotals.unpricedTokens());
    json.put("cost_micros", figure.cost());
    json.put("charge_micros", figure.charge());
    json.put("net_saving_micros", figure.uncompressedMicros() - figure.paidMicros());
    json.put("net_saving_units", figure.uncompressedUnits() - figure.paidUnits());
  }
}
