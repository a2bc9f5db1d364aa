package dev.compresh.admin.api;

import dev.compresh.http.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads queries and bodies strictly: what a route does not declare is refused. */
final class AdminRequestReader {
  private static final int DEPTH = 32;
  private static final int NUMBER = 40;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The query's parameters by name; what the route does not declare is refused or ignored. */
  Map<String, String> query(@Nullable String query, AdminRoute adminRoute) {
    List<QueryParameter> declared = adminRoute.query();
    Map<String, String> values = new HashMap<>();
    if (query == null || query.isEmpty()) {
      return values;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      QueryParameter queryParameter =
          declared.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
      if (queryParameter == null && adminRoute.anyQuery()) {
        continue;
      }
      if (queryParameter == null) {
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        throw ApiException.invalid(
            shown, "unknown_parameter", "Unknown query parameter '" + shown + "'.");
      }
      refuse(
          SchemaCheck.check(typed(value, queryParameter.schema()), queryParameter.schema()), name);
      if (values.put(name, value) != null) {
        throw ApiException.invalid(
            name, "invalid_value", "'" + name + "' is given twice. Send it once.");
      }
    }
    return values;
  }

  private static JsonNode typed(String value, JsonSchema jsonSchema) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (jsonSchema) {
      case JsonSchema.IntegerSchema ignored -> whole(value);
      case JsonSchema.BooleanSchema ignored when value.equals("true") || value.equals("false") ->
          nodes.booleanNode(value.equals("true"));
      default -> nodes.stringNode(value);
    };
  }

  private static JsonNode whole(String value) {
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.stringNode(value);
    }
  }

  private static String decoded(String text) {
    String decoded = RouteTable.decoded(text.replace('+', ' '));
    if (decoded == null) {
      throw ApiException.invalid("", "invalid_value", "The query has an invalid percent escape.");
    }
    return decoded;
  }

  /** Returns whether the body is said to be JSON. */
  static boolean json(Headers headers) {
    String type = headers.first("content-type");
    if (type == null || headers.first("content-encoding") != null) {
      return false;
    }
    int end = type.indexOf(';');
    String media = (end < 0 ? type : type.substring(0, end)).strip();
    return media.toLowerCase(Locale.ROOT).equals("application/json");
  }

  /** The body, which fits {@code schema}. */
  JsonBody body(byte[] bytes, JsonSchema jsonSchema) {
    JsonNode json;
    try {
      json = mapper.readTree(bytes);
    } catch (JacksonException e) {
      // Jackson's message quotes the body, which may hold a password.
      throw ApiException.invalid(
          "", "invalid_json", "Request body is not valid JSON" + place(e) + ".");
    }
    if (json == null || json.isMissingNode()) {
      throw ApiException.invalid("", "invalid_json", "Request body is empty. Send JSON.");
    }
    refuse(SchemaCheck.check(json, jsonSchema), "");
    return new JsonBody(json);
  }

  private static String place(JacksonException fault) {
    TokenStreamLocation at = fault.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static void refuse(SchemaCheck.@Nullable SchemaMismatch found, String name) {
    if (found != null) {
      String param = name.isEmpty() ? found.param() : name;
      String message =
          name.isEmpty()
              ? found.message()
              : found.message().replace("The request body", "'" + name + "'");
      throw ApiException.invalid(param, found.code(), message);
    }
  }
}
