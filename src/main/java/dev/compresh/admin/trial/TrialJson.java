package dev.compresh.admin.trial;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.admin.api.JsonSchema;
import dev.compresh.replay.CacheBillingRules;
import dev.compresh.replay.ModeTally;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes replays as JSON. */
final class TrialJson {
  /** Files that are listed. */
  private static final int MOST_FILES = 1_000;

  static final JsonSchema.ObjectSchema CUT =
      object(
          "TrialCut",
          field("message", count(), "index of the message in its conversation's last request"),
          field("tool", text(), "whose result it is; empty for other messages"),
          field("layer", text(), "stage that cut"),
          field("reason", text(), "why"),
          field("before", text(0, TrialCuts.MOST_TEXT), "the text, its beginning if it is long"),
          field("after", text(0, TrialCuts.MOST_TEXT), "the same as forwarded"),
          field("saved_tokens", anyWhole(), "tokens"),
          field("restore", text(), "how an agent gets it back"));

  private static final JsonSchema.ObjectSchema RESULT =
      object(
          "TrialResult",
          field(
              "files",
              many(
                  object(
                      "TrialFile",
                      field("name", text(), "as it was sent"),
                      field("format", text(), "what it is"),
                      field("conversations", count(), "in it"),
                      field("requests", count(), "of these"),
                      field("skipped_lines", count(), "lines or records that can't be read"))),
              "the first thousand"),
          field("model", text(), "by whose price most requests were charged"),
          field(
              "modes",
              many(
                  object(
                      "TrialMode",
                      field("mode", text(), "off, lossless, balanced or max"),
                      field("objective", oneOf("cost", "tokens"), "what is made small"),
                      field("original_tokens", count(), "of all requests, as sent"),
                      field("optimized_tokens", count(), "as forwarded"),
                      field("saved_tokens", anyWhole(), "the difference"),
                      field(
                          "bills",
                          many(
                              object(
                                  "TrialBill",
                                  field(
                                      "rules",
                                      oneOf("no_cache", "openai", "anthropic_5m", "anthropic_1h"),
                                      "of the provider's cache"),
                                  field("paid_micros", count(), "micro-USD of input"),
                                  field("raw_micros", count(), "without compression"),
                                  field("net_micros", anyWhole(), "saved; below zero lost"),
                                  field("percent", new JsonSchema.DecimalSchema(), "of raw"))),
                          "input under each provider's rules"),
                      field(
                          "depth",
                          many(
                              object(
                                  "TrialDepth",
                                  field("from", count(), "first turn"),
                                  field("to", JsonSchema.orNull(count()), "last; null for all"),
                                  field("requests", count(), "there"),
                                  field("original_tokens", count(), "as sent"),
                                  field("optimized_tokens", count(), "as forwarded"))),
                          "by place in the conversation"),
                      field(
                          "layers",
                          many(
                              object(
                                  "TrialLayer",
                                  field("layer", text(), "stage"),
                                  field("saved_tokens", anyWhole(), "over all requests"))),
                          "by stage"))),
              "the same requests under each mode"),
          field("cuts", many(CUT), "the largest ones of mode balanced"));

  static final JsonSchema.ObjectSchema TRIAL =
      object(
          "Trial",
          field("state", oneOf("reading", "running", "done", "failed"), "how far it is"),
          optional("error", text(), "why it failed"),
          field(
              "progress",
              object(
                  "TrialProgress",
                  field("bytes", count(), "that are done"),
                  field("total_bytes", count(), "of what was sent"),
                  field("requests", count(), "that were replayed")),
              "how far it is"),
          optional("result", RESULT, "once it is done"));

  private TrialJson() {}

  static ObjectNode describe(
      ReplayTrial.TrialState state,
      @Nullable String fault,
      long read,
      long total,
      long requests,
      @Nullable ObjectNode result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    if (fault != null && state == ReplayTrial.TrialState.FAILED) {
      json.put("error", fault);
    }
    json.putObject("progress")
        .put("bytes", read)
        .put("total_bytes", total)
        .put("requests", requests);
    if (result != null && state == ReplayTrial.TrialState.DONE) {
      json.set("result", result);
    }
    return json;
  }

  static ObjectNode result(
      List<ReplayTrial.FileSummary> files, String model, List<ModeTally> tallies, TrialCuts cuts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode names = json.putArray("files");
    for (ReplayTrial.FileSummary file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
      names
          .addObject()
          .put("name", file.name())
          .put("format", file.format())
          .put("conversations", file.conversations())
          .put("requests", file.requests())
          .put("skipped_lines", file.skipped());
    }
    json.put("model", model);
    ArrayNode modes = json.putArray("modes");
    tallies.forEach(tally -> mode(modes.addObject(), tally));
    json.set("cuts", cuts.render());
    return json;
  }

  private static void mode(ObjectNode json, ModeTally tally) {
    json.put("mode", tally.policy().mode().label());
    json.put("objective", tally.policy().objective().name().toLowerCase(Locale.ROOT));
    json.put("original_tokens", tally.original());
    json.put("optimized_tokens", tally.forwarded());
    json.put("saved_tokens", tally.original() - tally.forwarded());
    ArrayNode bills = json.putArray("bills");
    for (CacheBillingRules rules : CacheBillingRules.values()) {
      ModeTally.InputBill bill = tally.bills().getOrDefault(rules, new ModeTally.InputBill(0, 0));
      long net = bill.raw() - bill.paid();
      bills
          .addObject()
          .put("rules", rules.name().toLowerCase(Locale.ROOT))
          .put("paid_micros", bill.paid())
          .put("raw_micros", bill.raw())
          .put("net_micros", net)
          .put("percent", bill.raw() == 0 ? 0 : Math.round(1000.0 * net / bill.raw()) / 10.0);
    }
    ArrayNode depth = json.putArray("depth");
    for (ModeTally.DepthBand band : tally.depth()) {
      ObjectNode one = depth.addObject().put("from", band.from());
      one.put("to", band.to() == 0 ? null : Integer.valueOf(band.to()));
      one.put("requests", band.requests())
          .put("original_tokens", band.original())
          .put("optimized_tokens", band.forwarded());
    }
    ArrayNode layers = json.putArray("layers");
    tally
        .layers()
        .forEach(
            (layer, saved) ->
                layers.addObject().put("layer", layer.label()).put("saved_tokens", saved));
  }
}
