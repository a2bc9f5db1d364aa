package dev.compresh.admin.api;

import dev.compresh.http.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The answer of a route.
 *
 * @param body null for none (204)
 * @param headers lines beyond those that every answer has
 */
public record ApiAnswer(int status, @Nullable JsonNode body, Headers headers) {

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
    return new ApiAnswer(status, body, more);
  }
}
