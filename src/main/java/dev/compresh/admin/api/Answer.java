package dev.compresh.admin.api;

import dev.compresh.wire.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

  public static Answer none() {
    return new Answer(204, null, Headers.NONE);
  }

  public Answer with(Headers more) {
    return new Answer(status, body, more);
  }
}
