package dev.compresh.admin.api;

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
  private static final Schema.Obj ERROR =
      Schema.object(
          "Error",
          Schema.field(
              "error",
              Schema.object(
                  "ErrorDetail",
                  Schema.field("message", Schema.text(), "what is wrong, and what to do"),
                  Schema.field("type", Schema.text(), "the kind"),
                  Schema.field("code", Schema.text(), "for programs"),
                  Schema.optional("param", Schema.text(), "the field that is meant")),
              "the error"));

  private final Map<String, ObjectNode> schemas = new TreeMap<>();
  private final SchemaJson json = new SchemaJson(schemas);

  private OpenApi() {}

  /** The form of every error. */
  public static Schema.Obj error() {
    return ERROR;
  }

  static ObjectNode document(List<Route> routes, String version) {
    return new OpenApi().write(routes, version);
  }

  private ObjectNode write(List<Route> routes, String version) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Compresh administration API")
        .put("version", version)
        .put(
            "description",
            "Everything that the dashboard and the command line do. Amounts are whole micro-USD,"
                + " times are UTC.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    root.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      ObjectNode path =
          paths.get(route.path()) instanceof ObjectNode known
              ? known
              : paths.putObject(route.path());
      operation(path.putObject(route.method().toLowerCase(java.util.Locale.ROOT)), route);
    }
    json.of(ERROR);
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
            "Requests that change something also send X-CSRF-Token, as sign-in told it.");
    return root;
  }

  private void operation(ObjectNode node, Route route) {
    node.putArray("tags").add(route.tag());
    node.put("summary", route.summary());
    node.put("operationId", operationId(route));
    node.put("x-permission", route.permission().name().toLowerCase(java.util.Locale.ROOT));
    parameters(node, route);
    if (route.takesBody()) {
      ObjectNode body = node.putObject("requestBody").put("required", true);
      ObjectNode media = body.putObject("content").putObject("application/json");
      Schema schema = route.body();
      media.set("schema", schema == null ? JsonNodeFactory.instance.objectNode() : json.of(schema));
    }
    ObjectNode responses = node.putObject("responses");
    ObjectNode good = responses.putObject(Integer.toString(route.status()));
    good.put("description", "done");
    Schema answer = route.answer();
    if (answer != null) {
      good.putObject("content")
          .putObject(route.path().endsWith(".csv") ? "text/csv" : "application/json")
          .set("schema", json.of(answer));
    }
    for (int status : statuses(route)) {
      ObjectNode problem = responses.putObject(Integer.toString(status));
      problem.put("description", description(status));
      problem.putObject("content").putObject("application/json").set("schema", json.of(ERROR));
    }
    ArrayNode security = node.putArray("security");
    if (route.permission() != Permission.OPEN) {
      security.addObject().putArray("session");
      if (!route.sessionOnly()) {
        security.addObject().putArray("token");
      }
    }
  }

  private void parameters(ObjectNode node, Route route) {
    ArrayNode parameters = node.putArray("parameters");
    for (String segment : route.path().split("/", -1)) {
      if (segment.startsWith("{")) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", segment.substring(1, segment.length() - 1)).put("in", "path");
        parameter.put("required", true).putObject("schema").put("type", "string");
      }
    }
    for (Parameter each : route.query()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", each.name()).put("in", "query").put("required", false);
      parameter.put("description", each.description()).set("schema", json.of(each.schema()));
    }
  }

  /** Statuses of errors: those that are declared and those that the declaration implies. */
  public static Set<Integer> statuses(Route route) {
    Set<Integer> all = new TreeSet<>(route.problems());
    all.addAll(List.of(403, 503));
    if (route.permission() != Permission.OPEN) {
      all.add(401);
    }
    if (!route.query().isEmpty() || route.takesBody()) {
      all.add(400);
    }
    if (route.takesBody()) {
      all.addAll(List.of(413, 415));
    }
    if (route.path().indexOf('{') >= 0) {
      all.add(404);
    }
    all.remove(route.status());
    return all;
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.method().toLowerCase(java.util.Locale.ROOT));
    String[] segments = route.path().split("/", -1);
    for (int i = 3; i < segments.length; i++) {
      String word = segments[i].replace("{", "").replace("}", "").replace(".", "_");
      id.append('_').append(word.replace('-', '_'));
    }
    return id.toString();
  }

  private static String description(int status) {
    return switch (status) {
      case 400 -> "a field is unknown, missing or out of range; 'param' names it";
      case 401 -> "not signed in";
      case 403 -> "not allowed";
      case 404 -> "not there, or not yours";
      case 409 -> "the state of things does not allow it";
      case 413 -> "the body is too large";
      case 415 -> "the body is not JSON";
      case 429 -> "too many attempts; Retry-After says when";
      default -> "at present it can't be done";
    };
  }
}
