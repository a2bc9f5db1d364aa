package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.LiveAnswer;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.proxy.EventStream;
import java.util.List;

/** Requests as they end, as server-sent events. */
public final class LiveRoutes {
  private final LiveRequests live;

  public LiveRoutes(LiveRequests live) {
    this.live = live;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/live",
                RoutePermission.MEMBER,
                "Requests as they end: server-sent events, one for each.")
            .query("key", text(1, 60), "of one key")
            .query(
                "status",
                oneOf("success", "client_error", "server_error", "broken"),
                "that ended so")
            .query(
                "seconds",
                whole(0, LiveAnswer.MOST_SECONDS),
                "when the stream ends; readers connect again by themselves")
            .inOrg()
            .streams(RequestJson.ROW)
            .problems(429)
            .does(this::open));
  }

  private ApiAnswer open(AdminRequest request) {
    Principal by = request.member();
    EventStream stream =
        live.open(
            request.principal().userId(),
            new LiveRequests.LiveFilter(
                by.orgId(),
                by.seesAll() ? null : by.userId(),
                request.asked("key"),
                request.asked("status")));
    return LiveAnswer.of(stream, request.asked("seconds"));
  }
}
