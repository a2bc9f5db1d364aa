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
          field("id", text(), "id of the log entry"),
          field("request_id", text(), "request id, as in the header x-request-id"),
          field("time", time(), "time of arrival"),
          field("key_id", text(), "id of the user"),
          field("key_name", orNull(text()), "description of the key"),
          field("user_id", text(), "id of the user who owns the key"),
          field("session_id", text(), "session id; - for none"),
          field("endpoint", text(), "path of the endpoint"),
          field("model", text(), "model as named by the client"),
          field("upstream_model", text(), "upstream model name"),
          field("provider", text(), "provider; empty if none was called"),
          field("mode", text(), "compression mode"),
          field(
              "held_out",
              flag(),
              "whether its session is held out (left uncompressed for comparison)"),
          field("streamed", flag(), "whether the response was streamed"),
          field("status", count(), "HTTP status sent to the client; 0 if it disconnected before"),
          field("ending", text(), "outcome, such as COMPLETE"),
          field("tags", JsonSchema.many(text()), "tags in the form name=value"),
          field("turn", count(), "turn number in the conversation; 0 if unknown"),
          field("original_tokens", count(), "tokens of the original prompt"),
          field("optimized_tokens", count(), "tokens of the forwarded prompt"),
          field("saved_tokens", anyWhole(), "original minus forwarded tokens"),
          field("estimated", flag(), "whether these counts are estimates"),
          field("input_tokens", count(), "uncached input tokens, as reported by the provider"),
          field("cache_read_tokens", count(), "tokens read from the provider's cache"),
          field("cache_write_tokens", count(), "tokens written to the provider's cache"),
          field("output_tokens", count(), "output tokens"),
          field("cost_micros", count(), "cost in micro-USD at catalogue prices"),
          field("charge_micros", count(), "micro-USD charged to the balance"),
          field("net_saving_micros", anyWhole(), "micro-USD"),
          field("priced", flag(), "whether the model's prices were known"),
          field("bust", flag(), "whether it broke the cached prefix (cache bust)"),
          field("overhead_micros", count(), "microseconds added by Compresh"),
          field(
              "first_byte_micros",
              orNull(count()),
              "microseconds until the first byte; null if none arrived"),
          field("total_micros", count(), "microseconds until the end"));

  private static final JsonSchema.ObjectSchema USAGE =
      object(
          "RequestUsage",
          field("reported", flag(), "whether the provider reported these figures"),
          field("input_tokens", count(), "uncached input tokens"),
          field("cache_read_tokens", count(), "tokens read from the cache"),
          field("cache_write_5m_tokens", count(), "tokens written to the cache for five minutes"),
          field("cache_write_1h_tokens", count(), "tokens written to the cache for an hour"),
          field("output_tokens", count(), "output tokens"),
          field("reasoning_tokens", count(), "reasoning tokens, included in the output"),
          field("audio_input_tokens", count(), "audio tokens, included in the input"),
          field("audio_output_tokens", count(), "audio tokens, included in the output"));
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
          field("provider", text(), "name of the provider"),
          field("model", text(), "upstream model name"),
          field("status", count(), "HTTP status of its response; 0 if none arrived"),
          field("ending", text(), "outcome"),
          field(
              "micros",
              count(),
              "microseconds that the attempt took; of the last one, until the end of the request"));
  private static final JsonSchema.ObjectSchema PART =
      object(
          "RequestContextPart",
          field("part", text(), "system, tools, tool_result, user, assistant, reasoning or other"),
          field("name", text(), "name of the tool; empty for other parts"),
          field("tokens", count(), "tokens of the original prompt"));

  static final JsonSchema.ObjectSchema DETAIL =
      ROW.extend(
          "UsageRequestDetail",
          field("usage", USAGE, "reported usage"),
          field("prices", orNull(PRICES), "prices that were charged; null if unknown"),
          field("paid_input_micros", count(), "cost of the input alone, in micro-USD"),
          field("uncompressed_input_micros", count(), "cost without compression"),
          field("paid_units", count(), "in hundredths of an uncached input token"),
          field("uncompressed_units", count(), "likewise, uncompressed"),
          field("saved_by_layer", new JsonSchema.ByName(anyWhole()), "tokens saved by each layer"),
          field("tries", count(), "provider attempts"),
          field(
              "attempts",
              JsonSchema.many(ATTEMPT),
              "attempts in their order, the last one at the end"),
          field(
              "error_code", orNull(text()), "code of the error returned by Compresh; null if none"),
          field("context", JsonSchema.many(PART), "parts of the prompt; empty if not counted"),
          field(
              "headers",
              new JsonSchema.ByName(text()),
              "response headers added by Compresh, as far as they can be derived"));

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
    long failedMicros = 0;
    for (RequestDetail.FailedTry failed : event.detail().failed()) {
      failedMicros += failed.micros();
      attempts
          .addObject()
          .put("provider", failed.provider())
          .put("model", failed.model())
          .put("status", failed.status())
          .put("ending", failed.ending())
          .put("micros", failed.micros());
    }
    if (!event.call().provider().isEmpty()) {
      attempts
          .addObject()
          .put("provider", event.call().provider())
          .put("model", event.call().upstreamModel())
          .put("status", event.answer().status())
          .put("ending", event.answer().ending())
          .put("micros", Math.max(0, event.timing().total() - failedMicros));
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
