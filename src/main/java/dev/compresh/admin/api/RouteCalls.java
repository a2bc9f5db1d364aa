package dev.compresh.admin.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls routes from within another route, with the same caller and the same checks. */
public final class RouteCalls {
  private final List<AdminRoute> routes;
  private final AdminRequestReader reader = new AdminRequestReader();

  public RouteCalls(List<AdminRoute> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The JSON that {@code GET path} answers to the caller of {@code outer}.
   *
   * @param path as it is declared, with placeholders
   * @throws RuntimeException as the route's action
   */
  public JsonNode get(
      AdminRequest outer, String path, Map<String, String> values, Map<String, String> query) {
    AdminRoute route =
        routes.stream()
            .filter(each -> each.id().equals("GET " + path))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no route " + path));
    if (!route.permission().allows(outer.principal())) {
      throw ApiException.forbidden("not_allowed", "Your role does not allow this. Ask an admin.");
    }
    String joined =
        query.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    Map<String, String> checked = reader.query(joined, route);
    AdminRequest inner =
        new AdminRequest(
            outer.head(),
            outer.caller(),
            values,
            checked,
            new JsonBody(JsonNodeFactory.instance.objectNode()),
            new byte[0],
            outer.peer());
    JsonNode body = route.action().answer(inner).body();
    return body == null ? JsonNodeFactory.instance.objectNode() : body;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
