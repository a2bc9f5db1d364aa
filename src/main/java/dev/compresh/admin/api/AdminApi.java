package dev.compresh.admin.api;

import dev.compresh.account.Principal;
import dev.compresh.audit.Via;
import dev.compresh.pipeline.Handler;
import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.pipeline.Problem;
import dev.compresh.pipeline.RequestHead;
import dev.compresh.wire.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dispatches requests to the routes: the host's name, the route, who calls, what they may, the
 * body, then the action.
 */
public final class AdminApi {
  public static final String DOCUMENT = "/admin/v1/openapi.json";

  private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
  private static final int MAX_BODY = 256 * 1024;
  private static final JsonBody NOTHING = new JsonBody(JsonNodeFactory.instance.objectNode());

  private final RouteTable table;
  private final ObjectNode document;
  private final Callers callers;
  private final Hosts hosts;
  private final RequestReader reader = new RequestReader();
  private final AdminReplies replies = new AdminReplies();

  /**
   * @throws IllegalArgumentException for two routes of one method and path
   */
  public AdminApi(List<Route> routes, Callers callers, Hosts hosts, String version) {
    List<Route> all = new ArrayList<>(routes);
    all.add(
        Route.get(DOCUMENT, Permission.OPEN, "This description.")
            .answers(200, new Schema.ByName(new Schema.Anything()))
            .does(this::describe));
    this.table = new RouteTable(all);
    this.document = OpenApi.document(all, version);
    this.callers = callers;
    this.hosts = hosts;
  }

  private Answer describe(AdminRequest request) {
    return Answer.ok(document);
  }

  /** All that can be called. */
  public List<Route> routes() {
    return table.routes();
  }

  /** Whether the name that the request came by can't be a stranger's. */
  public boolean harmless(RequestHead head) {
    return hosts.harmless(head.headers());
  }

  /** Looks at the head; answers at once where no body is to be read. */
  public Handler.Admission admit(RequestHead head) {
    return AdminReplies.attempt(head, () -> admitted(head), reply -> reply);
  }

  private Handler.Admission admitted(RequestHead head) {
    if (!hosts.known(head.headers())) {
      throw Refusal.forbidden(
          "host_not_allowed",
          "The administration port does not go by that name. Add it to admin.hosts, or set"
              + " admin.public-url.");
    }
    String method = head.method().equals("HEAD") ? "GET" : head.method();
    RouteTable.Match match = table.find(method, head.path());
    if (match == null) {
      throw missing(head);
    }
    Route route = match.route();
    Peer peer = hosts.peer(head);
    if (!route.safe() && !route.raw() && !hosts.sameOrigin(head.headers())) {
      throw Refusal.forbidden("cross_site", "The request comes from another site's page.");
    }
    Principal caller = caller(route, head, peer);
    Map<String, String> query = reader.query(head.query(), route.query());
    if (!route.takesBody()) {
      return run(
          route, new AdminRequest(head, caller, match.path(), query, NOTHING, new byte[0], peer));
    }
    if (!route.raw() && !RequestReader.json(head.headers())) {
      throw new Refusal(
          Problem.of(
              415,
              "invalid_request_error",
              "unsupported_media_type",
              "Send JSON, with Content-Type: application/json and no Content-Encoding."));
    }
    return new Waiting(route, match.path(), head, caller, query, peer);
  }

  private @Nullable Principal caller(Route route, RequestHead head, Peer peer) {
    if (route.permission() == Permission.OPEN
        || (route.permission() == Permission.LOCAL && peer.local())) {
      return null;
    }
    Principal caller = callers.of(head, peer, route.safe());
    if (caller == null) {
      throw Refusal.unauthenticated();
    }
    if (caller.oneTime() && route.permission() != Permission.SELF) {
      throw Refusal.forbidden(
          "password_change_required",
          "This password was for one time. Choose your own: POST /admin/v1/password.");
    }
    if (route.sessionOnly() && caller.via() != Via.SESSION) {
      throw Refusal.forbidden("session_required", "Sign in with a password for that.");
    }
    if (!route.permission().allows(caller)) {
      throw Refusal.forbidden("not_allowed", "Your role does not allow that.");
    }
    return caller;
  }

  private Refusal missing(RequestHead head) {
    Set<String> methods = table.methods(head.path());
    if (methods.isEmpty()) {
      return new Refusal(
          Problem.of(
              404,
              "invalid_request_error",
              "unknown_endpoint",
              "There is no such endpoint. " + DOCUMENT + " describes those that there are."));
    }
    String allow = String.join(", ", methods);
    return new Refusal(
        Problem.of(
            405,
            "invalid_request_error",
            "method_not_allowed",
            "This endpoint takes " + allow + " only."),
        Headers.of("allow", allow));
  }

  private Reply run(Route route, AdminRequest request) {
    return replies.answer(route.action().answer(request));
  }

  /** A request whose body is still to come. */
  private final class Waiting implements Handler.Admitted {
    private final Route route;
    private final Map<String, String> path;
    private final RequestHead head;
    private final @Nullable Principal caller;
    private final Map<String, String> query;
    private final Peer peer;

    Waiting(
        Route route,
        Map<String, String> path,
        RequestHead head,
        @Nullable Principal caller,
        Map<String, String> query,
        Peer peer) {
      this.route = route;
      this.path = path;
      this.head = head;
      this.caller = caller;
      this.query = query;
      this.peer = peer;
    }

    @Override
    public long maxBody() {
      return MAX_BODY;
    }

    @Override
    public Reply tooLarge() {
      return AdminReplies.problem(
          Problem.of(
              413,
              "invalid_request_error",
              "payload_too_large",
              "The body is larger than " + MAX_BODY + " bytes."),
          Headers.NONE);
    }

    @Override
    public void abandoned() {
      LOG.debug("admin request {} broke off", head.id());
    }

    @Override
    public Handler.Outcome proceed(byte[] bytes) {
      return AdminReplies.attempt(head, () -> answered(bytes), reply -> reply);
    }

    private Reply answered(byte[] bytes) {
      Schema schema = route.body();
      JsonBody body = schema == null ? NOTHING : reader.body(bytes, schema);
      return run(route, new AdminRequest(head, caller, path, query, body, bytes, peer));
    }
  }
}
