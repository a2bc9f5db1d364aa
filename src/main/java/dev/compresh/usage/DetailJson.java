package dev.compresh.usage;

import dev.compresh.usage.RequestDetail.ChargedPrices;
import dev.compresh.usage.RequestDetail.ContextPart;
import dev.compresh.usage.RequestDetail.FailedTry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads the column {@code detail}: what of a {@link RequestDetail} has no column of its
 * own.
 */
final class DetailJson {
  private static final int LONGEST = 8_000;
  private static final JsonMapper JSON = new JsonMapper();

  private DetailJson() {}

  static String write(RequestDetail detail) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ChargedPrices prices = detail.prices();
    if (prices != null) {
      root.putArray("prices")
          .add(prices.input())
          .add(prices.cacheRead())
          .add(prices.cacheWrite5m())
          .add(prices.cacheWrite1h())
          .add(prices.output());
    }
    if (detail.errorCode() != null) {
      root.put("error", detail.errorCode());
    }
    if (detail.tries() > 1) {
      root.put("tries", detail.tries());
    }
    if (!detail.failed().isEmpty()) {
      ArrayNode failed = root.putArray("failed");
      for (FailedTry each : detail.failed().stream().limit(FailedTry.MOST).toList()) {
        failed
            .addArray()
            .add(each.provider())
            .add(each.model())
            .add(each.status())
            .add(each.ending())
            .add(each.micros());
      }
    }
    if (!detail.context().isEmpty()) {
      ArrayNode context = root.putArray("context");
      for (ContextPart part : detail.context()) {
        context.addArray().add(part.part()).add(part.name()).add(part.tokens());
      }
    }
    if (root.isEmpty()) {
      return "";
    }
    String text = root.toString();
    if (text.length() > LONGEST) {
      root.remove("failed"); // names of models may be long; prices count for more
      text = root.toString();
    }
    return text.length() > LONGEST ? "" : text;
  }

  /** Reads a detail; what can't be read is left out. */
  static RequestDetail read(int turn, String tags, String json) {
    JsonNode root = root(json);
    List<ContextPart> context = new ArrayList<>();
    for (JsonNode part : root.path("context")) {
      context.add(
          new ContextPart(
              part.path(0).asString(""), part.path(1).asString(""), part.path(2).asLong(0)));
    }
    String error = root.path("error").asString("");
    return new RequestDetail(
        turn,
        UsageTags.stored(tags),
        context,
        prices(root.path("prices")),
        error.isEmpty() ? null : error,
        root.path("tries").asInt(1),
        failed(root.path("failed")));
  }

  private static List<FailedTry> failed(JsonNode node) {
    List<FailedTry> failed = new ArrayList<>();
    for (JsonNode each : node) {
      failed.add(
          new FailedTry(
              each.path(0).asString(""),
              each.path(1).asString(""),
              each.path(2).asInt(0),
              each.path(3).asString(""),
              each.path(4).asLong(0)));
    }
    return failed;
  }

  private static JsonNode root(String json) {
    try {
      return json.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(json);
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private static @Nullable ChargedPrices prices(JsonNode node) {
    return node.size() != 5
        ? null
        : new ChargedPrices(
            node.path(0).asLong(),
            node.path(1).asLong(),
            node.path(2).asLong(),
            node.path(3).asLong(),
            node.path(4).asLong());
  }
}
