package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;

import dev.compresh.admin.api.JsonSchema;
import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/** Names the sums of the roll-ups in JSON and CSV: one list for all routes. */
final class RollupFigures {

  /** One figure of an answer. */
  record RollupFigure(
      String name, boolean signed, String description, ToLongFunction<UsageSums> value) {}

  private static final List<RollupFigure> ALL =
      List.of(
          sum("requests", UsageMeasure.REQUESTS, "number of requests"),
          sum("errors", UsageMeasure.ERRORS, "number of failed requests"),
          sum("unpriced", UsageMeasure.METERED_UNPRICED, "requests to models without a price"),
          sum("original_tokens", UsageMeasure.ORIGINAL_TOKENS, "tokens of the original prompts"),
          sum("optimized_tokens", UsageMeasure.OPTIMIZED_TOKENS, "tokens of the forwarded prompts"),
          new RollupFigure("saved_tokens", true, "the difference", UsageSums::savedTokens),
          sum(
              "input_tokens",
              UsageMeasure.INPUT_TOKENS,
              "uncached input tokens, as reported by providers"),
          sum(
              "cache_read_tokens",
              UsageMeasure.CACHE_READ_TOKENS,
              "tokens read from provider caches"),
          sum(
              "cache_write_5m_tokens",
              UsageMeasure.CACHE_WRITE_5M_TOKENS,
              "tokens written to provider caches for five minutes"),
          sum(
              "cache_write_1h_tokens",
              UsageMeasure.CACHE_WRITE_1H_TOKENS,
              "tokens written to provider caches for an hour"),
          sum("output_tokens", UsageMeasure.OUTPUT_TOKENS, "output tokens"),
          sum(
              "reasoning_tokens",
              UsageMeasure.REASONING_TOKENS,
              "reasoning tokens, included in the output tokens"),
          sum("cost_micros", UsageMeasure.COST_MICROS, "cost in micro-USD at catalogue prices"),
          sum("charge_micros", UsageMeasure.CHARGE_MICROS, "micro-USD charged to the balance"),
          sum(
              "paid_input_micros",
              UsageMeasure.PAID_MICROS,
              "cost of the input alone, in micro-USD"),
          sum(
              "uncompressed_input_micros",
              UsageMeasure.UNCOMPRESSED_MICROS,
              "micro-USD that the input would have cost without compression"),
          new RollupFigure(
              "counterfactual_cost_micros",
              true,
              "micro-USD that all requests would have cost without compression",
              sums -> sums.get(UsageMeasure.COST_MICROS) + sums.netMicros()),
          new RollupFigure(
              "net_saving_micros",
              true,
              "net saving in micro-USD; negative if compression cost more than it saved",
              UsageSums::netMicros),
          sum("paid_units", UsageMeasure.PAID_UNITS, "in hundredths of an uncached input token"),
          sum(
              "uncompressed_units",
              UsageMeasure.UNCOMPRESSED_UNITS,
              "input cost without compression"),
          new RollupFigure("net_saving_units", true, "the difference", UsageSums::netUnits),
          sum("busts", UsageMeasure.BUSTS, "requests that broke the cached prefix (cache busts)"),
          sum("bust_loss_micros", UsageMeasure.BUST_MICROS, "additional micro-USD that these cost"),
          sum("bust_loss_units", UsageMeasure.BUST_UNITS, "the same in units"));

  private static final List<String> OF_POINTS =
      List.of(
          "requests",
          "errors",
          "original_tokens",
          "optimized_tokens",
          "saved_tokens",
          "input_tokens",
          "cache_read_tokens",
          "output_tokens",
          "cost_micros",
          "counterfactual_cost_micros",
          "net_saving_micros");

  static final JsonSchema.SchemaField[] FIELDS =
      ALL.stream().map(RollupFigures::schema).toArray(JsonSchema.SchemaField[]::new);

  /** Fields of a point of a series. */
  static final JsonSchema.ObjectSchema POINT = point();

  private RollupFigures() {}

  private static RollupFigure sum(String name, UsageMeasure measure, String description) {
    return new RollupFigure(name, false, description, sums -> sums.get(measure));
  }

  private static JsonSchema.SchemaField schema(RollupFigure rollupFigure) {
    return field(
        rollupFigure.name, rollupFigure.signed ? anyWhole() : count(), rollupFigure.description);
  }

  private static JsonSchema.ObjectSchema point() {
    List<JsonSchema.SchemaField> fields = new ArrayList<>();
    ALL.stream()
        .filter(rollupFigure -> OF_POINTS.contains(rollupFigure.name))
        .map(RollupFigures::schema)
        .forEach(fields::add);
    fields.add(field("cache_write_tokens", count(), "tokens written to provider caches"));
    fields.add(field("overhead_micros_mean", count(), "microseconds added by Compresh"));
    return new JsonSchema.ObjectSchema("UsagePoint", fields);
  }

  /** Puts all figures into {@code json}. */
  static ObjectNode put(ObjectNode json, UsageSums sums) {
    for (RollupFigure rollupFigure : ALL) {
      json.put(rollupFigure.name, rollupFigure.value.applyAsLong(sums));
    }
    return json;
  }

  /** Puts the figures of a point into {@code json}. */
  static void putPoint(ObjectNode json, UsageSums sums) {
    for (RollupFigure rollupFigure : ALL) {
      if (OF_POINTS.contains(rollupFigure.name)) {
        json.put(rollupFigure.name, rollupFigure.value.applyAsLong(sums));
      }
    }
    json.put(
        "cache_write_tokens",
        sums.get(UsageMeasure.CACHE_WRITE_5M_TOKENS)
            + sums.get(UsageMeasure.CACHE_WRITE_1H_TOKENS));
    long requests = sums.get(UsageMeasure.REQUESTS);
    json.put(
        "overhead_micros_mean",
        requests == 0 ? 0 : sums.get(UsageMeasure.OVERHEAD_MICROS) / requests);
  }

  /** Returns the names of all figures, as columns of a CSV. */
  static List<String> names() {
    return ALL.stream().map(RollupFigure::name).toList();
  }

  /** Returns the values for {@link #names}. */
  static List<Long> values(UsageSums sums) {
    return ALL.stream().map(rollupFigure -> rollupFigure.value.applyAsLong(sums)).toList();
  }
}
