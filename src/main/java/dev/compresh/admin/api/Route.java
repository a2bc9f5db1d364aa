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
public record Route(
    String method,
    String path,
    Permission permission,
    boolean sessionOnly,
    String tag,
    String summary,
    List<Parameter> query,
    @Nullable Schema body,
    boolean raw,
    int status,
    @Nullable Schema answer,
    List<Integer> problems,
    Action action) {

  public static RouteDraft get(String path, Permission permission, String summary) {
    return new RouteDraft("GET", path, permission, summary);
  }

  public static RouteDraft post(String path, Permission permission, String summary) {
    return new RouteDraft("POST", path, permission, summary);
  }

  public static RouteDraft put(String path, Permission permission, String summary) {
    return new RouteDraft("PUT", path, permission, summary);
  }

  public static RouteDraft patch(String path, Permission permission, String summary) {
    return new RouteDraft("PATCH", path, permission, summary);
  }

  public static RouteDraft delete(String path, Permission permission, String summary) {
    return new RouteDraft("DELETE", path, permission, summary);
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
