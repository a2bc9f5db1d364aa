package dev.compresh.admin.api;

import dev.compresh.account.Principal;
import dev.compresh.audit.AuditChannel;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHead;
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
  private static final JsonBody NOTHING = new JsonBody(JsonNodeFactory.instance.objectNode());

  private final RouteTable table;
  private final ObjectNode document;
  private final CallerResolver callerResolver;
  private final AllowedHosts allowedHosts;
  private final AdminRequestReader reader = new AdminRequestReader();
  private final AdminReplies replies = new AdminReplies();

  /**
   * @throws IllegalArgumentException for two routes of one method and path
   */
  public AdminApi(
      List<AdminRoute> routes,
      CallerResolver callerResolver,
      AllowedHosts allowedHosts,
      String version) {
    List<AdminRoute> all = new ArrayList<>(routes);
    all.add(
        AdminRoute.get(DOCUMENT, RoutePermission.OPEN, "Get this OpenAPI description.")
            .answers(200, new JsonSchema.ByName(new JsonSchema.AnySchema()))
            .does(this::describe));
    this.table = new RouteTable(all);
    this.document = OpenApi.document(all, version);
    this.callerResolver = callerResolver;
    this.allowedHosts = allowedHosts;
  }

  private ApiAnswer describe(AdminRequest request) {
    return ApiAnswer.ok(document);
  }

  /** All that can be called. */
  public List<AdminRoute> routes() {
    return table.routes();
  }

  /** Returns whether the name that the request came by can't be a stranger's. */
  public boolean harmless(RequestHead head) {
    return allowedHosts.harmless(head.headers());
  }

  /** Looks at the head; answers at once where no body is to be read. */
  public RequestHandler.HeadAdmission admit(RequestHead head) {
    return AdminReplies.attempt(head, () -> admitted(head), localReply -> localReply);
  }

  private RequestHandler.HeadAdmission admitted(RequestHead head) {
    if (!allowedHosts.known(head.headers())) {
      throw ApiException.forbidden(
          "host_not_allowed",
          "Unknown host name. Add it to admin.hosts, or set" + " admin.public-url.");
    }
    String method = head.method().equals("HEAD") ? "GET" : head.method();
    RouteTable.RouteMatch routeMatch = table.find(method, head.path());
    if (routeMatch == null) {
      throw missing(head);
    }
    AdminRoute adminRoute = routeMatch.route();
    PeerAddress peerAddress = allowedHosts.peer(head);
    if (!adminRoute.safe() && !adminRoute.isSigned() && !allowedHosts.sameOrigin(head.headers())) {
      throw ApiException.forbidden(
          "cross_site", "The request comes from a page of another site and was refused.");
    }
    Principal caller = caller(adminRoute, head, peerAddress);
    Map<String, String> query = reader.query(head.query(), adminRoute);
    if (!adminRoute.takesBody()) {
      AdminRequest request =
          new AdminRequest(
              head, caller, routeMatch.path(), query, NOTHING, new byte[0], peerAddress);
      return run(adminRoute, request) instanceof RequestHandler.HeadAdmission answer
          ? answer
          : AdminReplies.problem(ApiError.internal(), Headers.NONE);
    }
    if (adminRoute.rawBody() == null && !AdminRequestReader.json(head.headers())) {
      throw new ApiException(
          ApiError.of(
              415,
              "invalid_request_error",
              "unsupported_media_type",
              "Unsupported Content-Type or Content-Encoding. Send plain JSON with Content-Type: application/json."));
    }
    return new PendingRequest(adminRoute, routeMatch.path(), head, caller, query, peerAddress);
  }

  private @Nullable Principal caller(
      AdminRoute adminRoute, RequestHead head, PeerAddress peerAddress) {
    if (adminRoute.permission() == RoutePermission.OPEN
        || (adminRoute.permission() == RoutePermission.LOCAL && peerAddress.local())) {
      return null;
    }
    Principal caller = callerResolver.resolve(head, peerAddress, adminRoute.safe());
    if (caller == null) {
      throw ApiException.unauthenticated();
    }
    if (caller.oneTime() && adminRoute.permission() != RoutePermission.SELF) {
      throw ApiException.forbidden(
          "password_change_required",
          "You signed in with a one-time password. Change it first: POST /admin/v1/password.");
    }
    if (adminRoute.sessionOnly() && caller.via() != AuditChannel.SESSION) {
      throw ApiException.forbidden(
          "session_required",
          "This action requires a sign-in with a password; tokens are not accepted.");
    }
    if (!adminRoute.permission().allows(caller)) {
      throw ApiException.forbidden("not_allowed", "Your role does not allow this. Ask an admin.");
    }
    return caller;
  }

  private ApiException missing(RequestHead head) {
    Set<String> methods = table.methods(head.path());
    if (methods.isEmpty()) {
      return new ApiException(
          ApiError.of(
              404,
              "invalid_request_error",
              "unknown_endpoint",
              "Unknown endpoint. " + DOCUMENT + " describes all endpoints."));
    }
    String allow = String.join(", ", methods);
    return new ApiException(
        ApiError.of(
            405,
            "invalid_request_error",
            "method_not_allowed",
            "Method not allowed. This endpoint accepts " + allow + " only."),
        Headers.of("allow", allow));
  }

  private RequestHandler.BodyOutcome run(AdminRoute adminRoute, AdminRequest request) {
    return replies.answer(adminRoute.action().answer(request));
  }

  /** A request whose body is still to come. */
  private final class PendingRequest implements RequestHandler.AdmittedHead {
    private final AdminRoute adminRoute;
    private final Map<String, String> path;
    private final RequestHead head;
    private final @Nullable Principal caller;
    private final Map<String, String> query;
    private final PeerAddress peerAddress;

    PendingRequest(
        AdminRoute adminRoute,
        Map<String, String> path,
        RequestHead head,
        @Nullable Principal caller,
        Map<String, String> query,
        PeerAddress peerAddress) {
      this.adminRoute = adminRoute;
      this.path = path;
      this.head = head;
      this.caller = caller;
      this.query = query;
      this.peerAddress = peerAddress;
    }

    @Override
    public long maxBody() {
      return adminRoute.maxBody();
    }

    @Override
    public LocalReply tooLarge() {
      return AdminReplies.problem(
          ApiError.of(
              413,
              "invalid_request_error",
              "payload_too_large",
              "The request body is larger than " + adminRoute.maxBody() + " bytes."),
          Headers.NONE);
    }

    @Override
    public void abandoned() {
      LOG.debug("admin request {} was aborted", head.id());
    }

    @Override
    public RequestHandler.BodyOutcome proceed(byte[] bytes) {
      return AdminReplies.attempt(head, () -> answered(bytes), localReply -> localReply);
    }

    private RequestHandler.BodyOutcome answered(byte[] bytes) {
      JsonSchema jsonSchema = adminRoute.body();
      JsonBody body =
          jsonSchema == null || adminRoute.rawBody() != null
              ? NOTHING
              : reader.body(bytes, jsonSchema);
      return run(adminRoute, new AdminRequest(head, caller, path, query, body, bytes, peerAddress));
    }
  }
}
