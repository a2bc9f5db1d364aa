package dev.compresh.admin.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Route} while it is being declared. {@link #does} ends the declaration. */
public final class RouteDraft {
  private final String method;
  private final String path;
  private final Permission permission;
  private final String summary;
  private final List<Parameter> query = new ArrayList<>();
  private final List<Integer> problems = new ArrayList<>();
  private boolean sessionOnly;
  private @Nullable Schema body;
  private boolean raw;
  private int status = 204;
  private @Nullable Schema answer;

  RouteDraft(String method, String path, Permission permission, String summary) {
    this.method = method;
    this.path = path;
    this.permission = permission;
    this.summary = summary;
  }

  /** Closed to tokens. */
  public RouteDraft sessionOnly() {
    sessionOnly = true;
    return this;
  }

  public RouteDraft query(String name, Schema schema, String description) {
    query.add(new Parameter(name, schema, description));
    return this;
  }

  /** Takes {@code org}, see {@link AdminRequest#member()}. */
  public RouteDraft inOrg() {
    query.add(Parameter.ORG);
    return problems(404);
  }

  /** Takes {@code cursor} and {@code limit}. */
  public RouteDraft paged() {
    query.add(Parameter.CURSOR);
    query.add(Parameter.COUNT);
    return this;
  }

  /** Takes a JSON body. */
  public RouteDraft takes(Schema schema) {
    body = schema;
    return this;
  }

  /** Takes a body that the action reads itself, such as one that is signed. */
  public RouteDraft takesBytes() {
    raw = true;
    return this;
  }

  /** Answers with JSON; without it, with 204 and nothing. */
  public RouteDraft answers(int withStatus, Schema schema) {
    status = withStatus;
    answer = schema;
    return this;
  }

  /** Errors that it may answer with, beside those that follow from its declaration. */
  public RouteDraft problems(Integer... statuses) {
    problems.addAll(List.of(statuses));
    return this;
  }

  public Route does(Action action) {
    String[] segments = path.split("/", -1);
    return new Route(
        method,
        path,
        permission,
        sessionOnly,
        segments.length > 3 ? segments[3] : "api",
        summary,
        List.copyOf(query),
        body,
        raw,
        status,
        answer,
        problems.stream().distinct().sorted().toList(),
        action);
  }
}
