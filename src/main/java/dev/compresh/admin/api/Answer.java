package dev.compresh.admin.api;

import dev.compresh.wire.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a route answers.
 *
 * @param body null for none (204)
 * @param headers lines beyond those that every answer has
 */
public record Answer(int status, @Nullable JsonNode body, Headers headers) {

  public static Answer ok(JsonNode body) {
    return new Answer(200, body, Headers.NONE);
  }

  public static Answer created(JsonNode body) {
    return new Answer(201, body, Headers.NONE);
  }

  /** Answers with a text of another type than JSON. */
  public static Answer text(String type, String text) {
    return new Answer(
        200, JsonNodeFactory.instance.stringNode(text), Headers.of("content-type", type));
  }

  public static Answer none() {
    return new Answer(204, null, Headers.NONE);
  }

  public Answer with(Headers more) {
    return new Answer(status, body, more);
  }
}
