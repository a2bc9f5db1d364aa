package dev.compresh.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request's body, which fits its schema. Fields that are null count as not given, but for {@link
 * #isNull}.
 */
public record JsonBody(JsonNode json) {

  /** Returns whether the field is there, null included. */
  public boolean has(String name) {
    return json.has(name);
  }

  /** Returns whether the field is there and null: to be taken away. */
  public boolean isNull(String name) {
    JsonNode value = json.get(name);
    return value != null && value.isNull();
  }

  /** A text that the schema requires. */
  public String text(String name) {
    return json.path(name).asString();
  }

  public @Nullable String optionalText(String name) {
    JsonNode value = present(name);
    return value == null ? null : value.asString();
  }

  public String text(String name, String fallback) {
    String text = optionalText(name);
    return text == null ? fallback : text;
  }

  public long number(String name, long fallback) {
    JsonNode value = present(name);
    return value == null ? fallback : value.asLong();
  }

  public boolean flag(String name, boolean fallback) {
    JsonNode value = present(name);
    return value == null ? fallback : value.asBoolean();
  }

  /** The texts of an array; none where it is not given. */
  public List<String> texts(String name) {
    return json.path(name).valueStream().map(JsonNode::asString).toList();
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
