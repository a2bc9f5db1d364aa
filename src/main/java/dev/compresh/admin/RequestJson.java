package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.admin.api.JsonSchema;
import dev.compresh.dialect.Usage;
import dev.compresh.usage.RequestDetail;
import dev.compresh.usage.UsageEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes requests of the log as JSON. */
final class RequestJson {
  static final JsonSchema.ObjectSchema ROW =
      object(
          "UsageRequest",
          field("id", text(), "of the entry in the log"),
          field("request_id", text(), "as told in x-request-id"),
          field("time", time(), "when it came in"),
          field("key_id", text(), "whose request"),
          field("key_name", orNull(text()), "the key's description"),
          field("user_id", text(), "whose key"),
          field("session_id", text(), "its conversation; - for none"),
          field("endpoint", text(), "the path"),
          field("model", text(), "as the client named it"),
          field("upstream_model", text(), "as the provider names it"),
          field("provider", text(), "where it went; empty for nowhere"),
          field("mode", text(), "compression mode"),
          field("held_out", flag(), "whether its session is left uncompressed for comparison"),
          field("streamed", flag(), "whether the answer was a stream"),
          field("status", count(), "that the client saw; 0 where it left before one"),
          field("ending", text(), "how it ended, as COMPLETE"),
          field("tags", JsonSchema.many(text()), "as name=value"),
          field("turn", count(), "its place in the conversation; 0 for unknown"),
          field("original_tokens", count(), "of the prompt as the client sent it"),
          field("optimized_tokens", count(), "as the provider got it"),
          field("saved_tokens", anyWhole(), "the difference"),
          field("estimated", flag(), "whether these counts are estimates"),
          field("input_tokens", count(), "fresh input, by the provider's figures"),
          field("cache_read_tokens", count(), "read from its cache"),
          field("cache_write_tokens", count(), "written to it"),
          field("output_tokens", count(), "of the answer"),
          field("cost_micros", count(), "micro-USD at the catalogue's prices"),
          field("charge_micros", count(), "micro-USD that the balance paid"),
          field("net_saving_micros", anyWhole(), "micro-USD"),
          field("priced", flag(), "whether the model's prices were known"),
          field("bust", flag(), "whether it left the provider's cache"),
          field("overhead_micros", count(), "microseconds that Compresh added"),
          field("first_byte_micros", orNull(count()), "until the first byte; null where none came"),
          field("total_micros", count(), "until the end"));

  private static final JsonSchema.ObjectSchema USAGE =
      object(
          "RequestUsage",
          field("reported", flag(), "whether the provider sent these figures"),
          field("input_tokens", count(), "fresh input"),
          field("cache_read_tokens", count(), "read from the cache"),
          field("cache_write_5m_tokens", count(), "written for five minutes"),
          field("cache_write_1h_tokens", count(), "written for an hour"),
          field("output_tokens", count(), "of the answer"),
          field("reasoning_tokens", count(), "a part of these"),
          field("audio_input_tokens", count(), "a part of the input"),
          field("audio_output_tokens", count(), "a part of the output"));
  private static final JsonSchema.ObjectSchema PRICES =
      object(
          "RequestPrices",
          field("input", count(), "micro-USD per million tokens"),
          field("cache_read", count(), "likewise"),
          field("cache_write_5m", count(), "likewise"),
          field("cache_write_1h", count(), "likewise"),
          field("output", count(), "likewise"));
  private static final JsonSchema.ObjectSchema ATTEMPT =
      object(
          "RequestAttempt",
          field("provider", text(), "that was asked"),
          field("model", text(), "as it names it"),
          field("status", count(), "its answer; 0 where none came"),
          field("ending", text(), "how it ended"),
          field("micros", count(), "microseconds until the end of the request"));
  private static final JsonSchema.ObjectSchema PART =
      object(
          "RequestContextPart",
          field("part", text(), "system, tools, tool_result, user, assistant, reasoning or other"),
          field("name", text(), "of the tool; empty for other parts"),
          field("tokens", count(), "of the prompt as the client sent it"));

  static final JsonSchema.ObjectSchema DETAIL =
      ROW.extend(
          "UsageRequestDetail",
          field("usage", USAGE, "what was used"),
          field("prices", orNull(PRICES), "at which it was charged; null where not known"),
          field("paid_input_micros", count(), "micro-USD, of input alone"),
          field("uncompressed_input_micros", count(), "what it would have cost uncompressed"),
          field("paid_units", count(), "hundredths of a fresh input token"),
          field("uncompressed_units", count(), "likewise, uncompressed"),
          field("saved_by_layer", new JsonSchema.ByName(anyWhole()), "tokens saved by each layer"),
          field("tries", count(), "providers that were asked"),
          field("attempts", JsonSchema.many(ATTEMPT), "the last one; earlier ones are not kept"),
          field("error_code", orNull(text()), "of Compresh's own error; null where none"),
          field(
              "context",
              JsonSchema.many(PART),
              "what the prompt consisted of; empty if not counted"),
          field(
              "headers",
              new JsonSchema.ByName(text()),
              "that Compresh added to the answer, as far as they follow from the figures"));

  private RequestJson() {}

  static ObjectNode row(UsageEvent event, @Nullable String keyName) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    UsageEvent.EventCall eventCall = event.call();
    UsageEvent.EventPrompt eventPrompt = event.prompt();
    Usage usage = event.used();
    UsageEvent.EventTiming eventTiming = event.timing();
    json.put("id", event.id());
    json.put("request_id", eventCall.requestId());
    json.put("time", event.time().toString());
    json.put("key_id", event.caller().keyId());
    json.put("key_name", keyName);
    json.put("user_id", event.caller().userId());
    json.put("session_id", event.caller().sessionId());
    json.put("endpoint", eventCall.endpoint());
    json.put("model", eventCall.model());
    json.put("upstream_model", eventCall.upstreamModel());
    json.put("provider", eventCall.provider());
    json.put("mode", eventCall.mode());
    json.put("held_out", event.accounting().heldOut());
    json.put("streamed", eventCall.streamed());
    json.put("status", event.answer().status());
    json.put("ending", event.answer().ending());
    event.detail().tags().forEach(json.putArray("tags")::add);
    json.put("turn", event.detail().turn());
    json.put("original_tokens", eventPrompt.original());
    json.put("optimized_tokens", eventPrompt.forwarded());
    json.put("saved_tokens", eventPrompt.original() - eventPrompt.forwarded());
    json.put("estimated", eventPrompt.estimated());
    json.put("input_tokens", usage.input());
    json.put("cache_read_tokens", usage.cacheRead());
    json.put("cache_write_tokens", usage.cacheWrite5m() + usage.cacheWrite1h());
    json.put("output_tokens", usage.output());
    json.put("cost_micros", event.bill().cost());
    json.put("charge_micros", event.bill().charge());
    json.put("net_saving_micros", event.accounting().netMicros());
    json.put("priced", event.accounting().priced());
    json.put("bust", event.accounting().bust());
    json.put("overhead_micros", eventTiming.overhead());
    json.put(
        "first_byte_micros", eventTiming.firstByte() < 0 ? null : (Long) eventTiming.firstByte());
    json.put("total_micros", eventTiming.total());
    return json;
  }

  static ObjectNode detail(UsageEvent event, @Nullable String keyName) {
    ObjectNode json = row(event, keyName);
    Usage usage = event.used();
    json.putObject("usage")
        .put("reported", event.answer().usage() != null)
        .put("input_tokens", usage.input())
        .put("cache_read_tokens", usage.cacheRead())
        .put("cache_write_5m_tokens", usage.cacheWrite5m())
        .put("cache_write_1h_tokens", usage.cacheWrite1h())
        .put("output_tokens", usage.output())
        .put("reasoning_tokens", usage.reasoning())
        .put("audio_input_tokens", usage.audioInput())
        .put("audio_output_tokens", usage.audioOutput());
    RequestDetail.ChargedPrices prices = event.detail().prices();
    if (prices == null) {
      json.putNull("prices");
    } else {
      json.putObject("prices")
          .put("input", prices.input())
          .put("cache_read", prices.cacheRead())
          .put("cache_write_5m", prices.cacheWrite5m())
          .put("cache_write_1h", prices.cacheWrite1h())
          .put("output", prices.output());
    }
    json.put("paid_input_micros", event.accounting().paidMicros());
    json.put("uncompressed_input_micros", event.accounting().uncompressedMicros());
    json.put("paid_units", event.accounting().paidUnits());
    json.put("uncompressed_units", event.accounting().uncompressedUnits());
    ObjectNode layers = json.putObject("saved_by_layer");
    event.prompt().savedByLayer().forEach(layers::put);
    json.put("tries", event.detail().tries());
    ArrayNode attempts = json.putArray("attempts");
    if (!event.call().provider().isEmpty()) {
      attempts
          .addObject()
          .put("provider", event.call().provider())
          .put("model", event.call().upstreamModel())
          .put("status", event.answer().status())
          .put("ending", event.answer().ending())
          .put("micros", event.timing().total());
    }
    json.put("error_code", event.detail().errorCode());
    ArrayNode context = json.putArray("context");
    for (RequestDetail.ContextPart part : event.detail().context()) {
      context
          .addObject()
          .put("part", part.part())
          .put("name", part.name())
          .put("tokens", part.tokens());
    }
    headers(json.putObject("headers"), event);
    return json;
  }

  private static void headers(ObjectNode json, UsageEvent event) {
    json.put("x-request-id", event.call().requestId());
    if (event.call().provider().isEmpty()) {
      return;
    }
    UsageEvent.EventPrompt eventPrompt = event.prompt();
    json.put("x-compresh-original-tokens", Long.toString(eventPrompt.original()));
    json.put("x-compresh-optimized-tokens", Long.toString(eventPrompt.forwarded()));
    json.put(
        "x-compresh-saved-tokens",
        Long.toString(Math.max(0, eventPrompt.original() - eventPrompt.forwarded())));
    json.put("x-compresh-session-id", event.caller().sessionId());
  }
}
