package dev.compresh.admin.api;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The answer of a route.
 *
 * @param body null for none (204)
 * @param headers lines beyond those that every answer has
 * @param direct what the gateway does in place of an answer from here; null for most
 */
public record ApiAnswer(
    int status, @Nullable JsonNode body, Headers headers, @Nullable BodyOutcome direct) {

  public ApiAnswer(int status, @Nullable JsonNode body, Headers headers) {
    this(status, body, headers, null);
  }

  /** Lets the gateway answer, with a stream or with what a server behind it says. */
  public static ApiAnswer handOver(BodyOutcome outcome) {
    return new ApiAnswer(200, null, Headers.NONE, outcome);
  }

  /** 202: the work goes on. */
  public static ApiAnswer accepted(JsonNode body) {
    return new ApiAnswer(202, body, Headers.NONE);
  }

  public static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, body, Headers.NONE);
  }

  public static ApiAnswer created(JsonNode body) {
    return new ApiAnswer(201, body, Headers.NONE);
  }

  /** Answers with a text of another type than JSON. */
  public static ApiAnswer text(String type, String text) {
    return new ApiAnswer(
        200, JsonNodeFactory.instance.stringNode(text), Headers.of("content-type", type));
  }

  public static ApiAnswer none() {
    return new ApiAnswer(204, null, Headers.NONE);
  }

  public ApiAnswer withHeaders(Headers more) {
    return new ApiAnswer(status, body, more, direct);
  }
}
