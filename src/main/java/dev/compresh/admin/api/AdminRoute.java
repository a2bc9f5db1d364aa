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
 * @param anyQuery whether parameters that it does not declare are ignored: others wrote the query
 * @param body the request's JSON body; null where it takes none
 * @param rawBody a body whose bytes the action reads itself; null where it is checked by its schema
 * @param answerMedia the media type of the answer, where it has one
 * @param status what it answers where all is well
 * @param answer the answer's JSON; null where it has none
 * @param problems the statuses of errors besides those that its declaration implies
 */
public record AdminRoute(
    String method,
    String path,
    RoutePermission permission,
    boolean sessionOnly,
    String tag,
    String summary,
    List<QueryParameter> query,
    boolean anyQuery,
    @Nullable JsonSchema body,
    @Nullable RawBody rawBody,
    String answerMedia,
    int status,
    @Nullable JsonSchema answer,
    List<Integer> problems,
    RouteAction action) {

  /** Bytes of a JSON body, and of one that says nothing else. */
  static final int MAX_BODY = 256 * 1024;

  /**
   * A body that is not checked before the action has it.
   *
   * @param media its media type, for the description
   * @param most bytes
   */
  public record RawBody(String media, int most) {}

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

  /** Returns whether it changes nothing. */
  boolean safe() {
    return method.equals("GET");
  }

  boolean takesBody() {
    return body != null || rawBody != null;
  }

  /** Returns whether another site's page may be where the request comes from: it proves itself. */
  boolean isSigned() {
    return rawBody != null && permission == RoutePermission.OPEN;
  }

  /** Most bytes of its body. */
  int maxBody() {
    return rawBody == null ? MAX_BODY : rawBody.most();
  }
}
