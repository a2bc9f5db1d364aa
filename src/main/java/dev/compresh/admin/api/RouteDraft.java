package dev.compresh.admin.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link AdminRoute} while it is being declared. {@link #does} ends the declaration. */
public final class RouteDraft {
  private final String method;
  private final String path;
  private final RoutePermission routePermission;
  private final String summary;
  private final List<QueryParameter> query = new ArrayList<>();
  private final List<Integer> problems = new ArrayList<>();
  private boolean sessionOnly;
  private boolean anyQuery;
  private @Nullable JsonSchema body;
  private AdminRoute.@Nullable RawBody rawBody;
  private String answerMedia;
  private int status = 204;
  private @Nullable JsonSchema answer;

  RouteDraft(String method, String path, RoutePermission routePermission, String summary) {
    this.method = method;
    this.path = path;
    this.routePermission = routePermission;
    this.summary = summary;
    this.answerMedia = path.endsWith(".csv") ? "text/csv" : "application/json";
  }

  /** Closed to tokens. */
  public RouteDraft sessionOnly() {
    sessionOnly = true;
    return this;
  }

  public RouteDraft query(String name, JsonSchema jsonSchema, String description) {
    query.add(new QueryParameter(name, jsonSchema, description));
    return this;
  }

  /** Ignores parameters of the query that are not declared, as another program writes it. */
  public RouteDraft ignoresUnknownQuery() {
    anyQuery = true;
    return this;
  }

  /** Redirects browsers. */
  public RouteDraft redirects() {
    status = 303;
    return this;
  }

  /** Takes {@code org}, see {@link AdminRequest#member()}. */
  public RouteDraft inOrg() {
    query.add(QueryParameter.ORG);
    return problems(404);
  }

  /** Takes {@code cursor} and {@code limit}. */
  public RouteDraft paged() {
    query.add(QueryParameter.CURSOR);
    query.add(QueryParameter.COUNT);
    return this;
  }

  /** Takes a JSON body. */
  public RouteDraft takes(JsonSchema jsonSchema) {
    body = jsonSchema;
    return this;
  }

  /** Takes a body that the action reads itself, such as one that is signed. */
  public RouteDraft takesBytes() {
    return takesBytes("application/json", AdminRoute.MAX_BODY);
  }

  /** Takes a body of up to {@code most} bytes that the action reads itself. */
  public RouteDraft takesBytes(String media, int most) {
    rawBody = new AdminRoute.RawBody(media, most);
    return this;
  }

  /** Answers with server-sent events, each of which has this form. */
  public RouteDraft streams(JsonSchema event) {
    answerMedia = "text/event-stream";
    return answers(200, event);
  }

  /** Answers with JSON; without it, with 204 and nothing. */
  public RouteDraft answers(int withStatus, JsonSchema jsonSchema) {
    status = withStatus;
    answer = jsonSchema;
    return this;
  }

  /** Errors that it may answer with, besides those that follow from its declaration. */
  public RouteDraft problems(Integer... statuses) {
    problems.addAll(List.of(statuses));
    return this;
  }

  public AdminRoute does(RouteAction routeAction) {
    String[] segments = path.split("/", -1);
    return new AdminRoute(
        method,
        path,
        routePermission,
        sessionOnly,
        segments.length > 3 ? segments[3] : "api",
        summary,
        List.copyOf(query),
        anyQuery,
        body,
        rawBody,
        answerMedia,
        status,
        answer,
        problems.stream().distinct().sorted().toList(),
        routeAction);
  }
}
