package dev.compresh.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of the administration API, declared once for dispatch and documentation.
 *
 * @param path with placeholders, as {@code /admin/v1/keys/{id}}
 * @param sessionOnly whether it is closed to tokens: a stolen one must not make itself new ones
 * @param tag the feature it belongs to
 * @param summary what it does, in a line
 * @param body the request's JSON body; null where it takes none
 * @param raw whether the action reads the body's bytes itself; then nothing is checked before
 * @param status what it answers where all is well
 * @param answer the answer's JSON; null where it has none
 * @param problems the statuses of errors beside those that its declaration implies
 */
public record AdminRoute(
    String method,
    String path,
    RoutePermission permission,
    boolean sessionOnly,
    String tag,
    String summary,
    List<QueryParameter> query,
    @Nullable JsonSchema body,
    boolean raw,
    int status,
    @Nullable JsonSchema answer,
    List<Integer> problems,
    RouteAction action) {

  public static RouteDraft get(String path, RoutePermission routePermission, String summary) {
    return new RouteDraft("GET", path, routePermission, summary);
  }

  public static RouteDraft post(String path, RoutePermission routePermission, String summary) {
    return new RouteDraft("POST", path, routePermission, summary);
  }

  public static RouteDraft put(String path, RoutePermission routePermission, String summary) {
    return new RouteDraft("PUT", path, routePermission, summary);
  }

  public static RouteDraft patch(String path, RoutePermission routePermission, String summary) {
    return new RouteDraft("PATCH", path, routePermission, summary);
  }

  public static RouteDraft delete(String path, RoutePermission routePermission, String summary) {
    return new RouteDraft("DELETE", path, routePermission, summary);
  }

  /** Method and path: what tells it from all others. */
  public String id() {
    return method + " " + path;
  }

  /** Whether it changes nothing. */
  boolean safe() {
    return method.equals("GET");
  }

  boolean takesBody() {
    return body != null || raw;
  }
}
