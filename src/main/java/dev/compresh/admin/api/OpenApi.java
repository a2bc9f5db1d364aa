package dev.compresh.admin.api;

import dev.compresh.proxy.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document, made of the routes' declarations. */
public final class OpenApi {
  private static final JsonSchema.ObjectSchema ERROR =
      JsonSchema.object(
          "Error",
          JsonSchema.field(
              "error",
              JsonSchema.object(
                  "ErrorDetail",
                  JsonSchema.field("message", JsonSchema.text(), "problem and how to fix it"),
                  JsonSchema.field("type", JsonSchema.text(), "type of the error"),
                  JsonSchema.field("code", JsonSchema.oneOf(codes()), "machine-readable code"),
                  JsonSchema.optional("param", JsonSchema.text(), "field that caused the error")),
              "error"));

  private final Map<String, ObjectNode> schemas = new TreeMap<>();
  private final SchemaJson json = new SchemaJson(schemas);

  private OpenApi() {}

  private static List<String> codes() {
    return Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
  }

  /** The form of every error. */
  public static JsonSchema.ObjectSchema error() {
    return ERROR;
  }

  static ObjectNode document(List<AdminRoute> routes, String version) {
    return new OpenApi().write(routes, version);
  }

  private ObjectNode write(List<AdminRoute> routes, String version) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Compresh admin API")
        .put("version", version)
        .put(
            "description",
            "API behind the dashboard and the command line. Amounts are integers in micro-USD,"
                + " times are in UTC.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    root.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = root.putObject("paths");
    for (AdminRoute adminRoute : routes) {
      ObjectNode path =
          paths.get(adminRoute.path()) instanceof ObjectNode known
              ? known
              : paths.putObject(adminRoute.path());
      operation(path.putObject(adminRoute.method().toLowerCase(java.util.Locale.ROOT)), adminRoute);
    }
    json.render(ERROR);
    ObjectNode components = root.putObject("components");
    ObjectNode all = components.putObject("schemas");
    schemas.forEach(all::set);
    ObjectNode security = components.putObject("securitySchemes");
    security.putObject("token").put("type", "http").put("scheme", "bearer");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "compresh_session")
        .put(
            "description",
            "Requests that change something must also send X-CSRF-Token, returned by sign-in.");
    return root;
  }

  private void operation(ObjectNode node, AdminRoute adminRoute) {
    node.putArray("tags").add(adminRoute.tag());
    node.put("summary", adminRoute.summary());
    node.put("operationId", operationId(adminRoute));
    node.put("x-permission", adminRoute.permission().name().toLowerCase(java.util.Locale.ROOT));
    parameters(node, adminRoute);
    if (adminRoute.takesBody()) {
      ObjectNode body = node.putObject("requestBody").put("required", true);
      AdminRoute.RawBody rawBody = adminRoute.rawBody();
      ObjectNode media =
          body.putObject("content")
              .putObject(rawBody == null ? "application/json" : rawBody.media());
      JsonSchema jsonSchema = adminRoute.body();
      media.set(
          "schema",
          jsonSchema == null ? JsonNodeFactory.instance.objectNode() : json.render(jsonSchema));
    }
    ObjectNode responses = node.putObject("responses");
    ObjectNode good = responses.putObject(Integer.toString(adminRoute.status()));
    good.put("description", "done");
    JsonSchema answer = adminRoute.answer();
    if (answer != null) {
      good.putObject("content")
          .putObject(adminRoute.answerMedia())
          .set("schema", json.render(answer));
    }
    for (int status : statuses(adminRoute)) {
      ObjectNode problem = responses.putObject(Integer.toString(status));
      problem.put("description", description(status));
      problem.putObject("content").putObject("application/json").set("schema", json.render(ERROR));
    }
    ArrayNode security = node.putArray("security");
    if (adminRoute.permission() != RoutePermission.OPEN) {
      security.addObject().putArray("session");
      if (!adminRoute.sessionOnly()) {
        security.addObject().putArray("token");
      }
    }
  }

  private void parameters(ObjectNode node, AdminRoute adminRoute) {
    ArrayNode parameters = node.putArray("parameters");
    for (String segment : adminRoute.path().split("/", -1)) {
      if (segment.startsWith("{")) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", segment.substring(1, segment.length() - 1)).put("in", "path");
        parameter.put("required", true).putObject("schema").put("type", "string");
      }
    }
    for (QueryParameter each : adminRoute.query()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", each.name()).put("in", "query").put("required", false);
      parameter.put("description", each.description()).set("schema", json.render(each.schema()));
    }
  }

  /** Statuses of errors: those that are declared and those that the declaration implies. */
  public static Set<Integer> statuses(AdminRoute adminRoute) {
    Set<Integer> all = new TreeSet<>(adminRoute.problems());
    all.addAll(List.of(403, 503));
    if (adminRoute.permission() != RoutePermission.OPEN) {
      all.add(401);
    }
    if (!adminRoute.query().isEmpty() || adminRoute.takesBody()) {
      all.add(400);
    }
    if (adminRoute.takesBody()) {
      all.addAll(List.of(413, 415));
    }
    if (adminRoute.path().indexOf('{') >= 0) {
      all.add(404);
    }
    all.remove(adminRoute.status());
    return all;
  }

  private static String operationId(AdminRoute adminRoute) {
    StringBuilder id = new StringBuilder(adminRoute.method().toLowerCase(java.util.Locale.ROOT));
    String[] segments = adminRoute.path().split("/", -1);
    for (int i = adminRoute.path().startsWith("/admin/v1/") ? 3 : 1; i < segments.length; i++) {
      String word = segments[i].replace("{", "").replace("}", "").replace(".", "_");
      id.append('_').append(word.replace('-', '_'));
    }
    return id.toString();
  }

  private static String description(int status) {
    return switch (status) {
      case 400 -> "a field is unknown, missing or out of range; see 'param'";
      case 401 -> "not signed in";
      case 403 -> "not allowed";
      case 404 -> "not found, or not accessible";
      case 409 -> "conflict with the current state";
      case 413 -> "the body is too large";
      case 415 -> "the body is not JSON";
      case 429 -> "too many attempts; see Retry-After";
      default -> "temporarily unavailable";
    };
  }
}
