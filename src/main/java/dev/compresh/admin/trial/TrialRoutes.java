package dev.compresh.admin.trial;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** Replays of people's own transcripts, and what would be cut from one request. */
public final class TrialRoutes {
  static final int MOST_BYTES = 64 << 20;

  private static final String REPLAY = "/admin/v1/try/replays/{id}";

  private final TrialDesk desk;
  private final RequestExplainer explainer;

  /**
   * @param heap bytes that the program may use
   */
  public TrialRoutes(TrialEngine engine, InstantSource clock, long heap) {
    this.desk = new TrialDesk(engine, clock, heap);
    this.explainer = new RequestExplainer(engine);
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post(
                "/admin/v1/try/replays",
                RoutePermission.MEMBER,
                "Replay session files under every mode; nothing is stored.")
            .query("name", text(1, 300), "the file's name")
            .takesBytes("application/octet-stream", MOST_BYTES)
            .answers(
                202, object("TrialStart", field("id", text(), "to ask for it, for 15 minutes")))
            .problems(429)
            .does(this::begin),
        AdminRoute.get(REPLAY, RoutePermission.MEMBER, "How far a replay is, and its result.")
            .answers(200, TrialJson.TRIAL)
            .does(r -> ApiAnswer.ok(desk.find(owner(r), r.pathValue("id")).describe())),
        AdminRoute.delete(REPLAY, RoutePermission.MEMBER, "Cancel and forget a replay.")
            .does(this::forget),
        AdminRoute.post(
                "/admin/v1/try/explain",
                RoutePermission.MEMBER,
                "What would be cut from a request, message by message; nothing is stored.")
            .query("mode", oneOf("off", "lossless", "balanced", "max"), "balanced by default")
            .query("objective", oneOf("tokens", "cost"), "tokens by default")
            .query(
                "path",
                oneOf(DialectRegistry.all().stream().map(Dialect::path).toList()),
                "the API that the body is of; by default as it looks")
            .takesBytes("application/json", RequestExplainer.MOST_BYTES)
            .answers(200, RequestExplainer.EXPLANATION)
            .problems(429)
            .does(r -> ApiAnswer.ok(explainer.explain(r))));
  }

  private ApiAnswer begin(AdminRequest request) {
    if (request.raw().length == 0) {
      throw ApiException.invalid(
          "", "invalid_json", "The request body is empty. Send a session file.");
    }
    String asked = request.asked("name");
    String id = desk.begin(owner(request), asked == null ? "session" : asked, request.raw());
    return ApiAnswer.accepted(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private ApiAnswer forget(AdminRequest request) {
    desk.forget(owner(request), request.pathValue("id"));
    return ApiAnswer.none();
  }

  /** Whoever sent the files; others, the operator too, find nothing of them. */
  private static String owner(AdminRequest request) {
    Principal by = request.principal();
    return by.orgId() + "/" + by.userId();
  }
}
