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
    field("requests", count(), "number of requests"),
    field("errors", count(), "number of failed requests"),
    field("original_tokens", count(), "tokens of the original prompts"),
    field("optimized_tokens", count(), "tokens of the forwarded prompts"),
    field("saved_tokens", anyWhole(), "original minus forwarded tokens"),
    field("input_tokens", count(), "uncached input tokens, as reported by providers"),
    field("cache_read_tokens", count(), "tokens read from provider caches"),
    field("cache_write_tokens", count(), "tokens written to provider caches"),
    field("output_tokens", count(), "output tokens"),
    field("overhead_micros", count(), "total microseconds added by Compresh"),
    field("unpriced_requests", count(), "requests to models without a price"),
    field("unpriced_tokens", count(), "input and output tokens of these requests"),
    field("cost_micros", count(), "cost in micro-USD at catalogue prices"),
    field("charge_micros", count(), "micro-USD charged to the balance"),
    field(
        "net_saving_micros",
        anyWhole(),
        "net saving of the input in micro-USD, after caches; negative if it cost more"),
    field("net_saving_units", anyWhole(), "the same, in hundredths of an uncached input token")
  };

  static final JsonSchema.ObjectSchema ROW =
      JsonSchema.object("UsageRow", field("label", text(), "value that the row is grouped by"))
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
