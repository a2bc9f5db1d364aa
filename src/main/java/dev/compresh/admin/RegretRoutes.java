package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.regret.RegretFigure;
import dev.compresh.regret.RegretReports;
import dev.compresh.usage.UsageScope;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Signs that compression took away what was needed. */
public final class RegretRoutes {
  private static final int LAYERS = 20;

  private static final JsonSchema.ObjectSchema ROW =
      object(
          "RegretRow",
          field("layer", text(), "compression layer"),
          field("sessions", count(), "sessions in which it cut something"),
          field("cuts", count(), "tool results and messages that it changed, each counted once"),
          field(
              "regrets",
              new JsonSchema.ByName(count()),
              "signs that something was missing, by kind"),
          field("regrets_per_million", count(), "regrets per million cuts"),
          field("held_out_cuts", count(), "cuts that it would have made in held-out sessions"),
          field(
              "held_out_regrets",
              count(),
              "the same signs in held-out sessions, where nothing is missing"),
          field("held_out_per_million", count(), "signs per million cuts in held-out sessions"),
          field(
              "suspended_sessions",
              count(),
              "sessions in which the layer is suspended for new messages because it cost more than it saved"));

  private static final JsonSchema.ObjectSchema REPORT =
      object(
          "RegretReport",
          field("from", time(), "start of the period; rounded to whole days"),
          field("to", time(), "end of the period (exclusive)"),
          field("data", new JsonSchema.ArraySchema(ROW, LAYERS), "one row per layer"));

  private final RegretReports reports;
  private final InstantSource clock;

  public RegretRoutes(RegretReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        UsageRoutes.timed(
                AdminRoute.get(
                    "/admin/v1/regrets",
                    RoutePermission.MEMBER,
                    "Report signs that compression removed needed content, by layer."))
            .query("session_id", text(1, 200), "id of one session")
            .answers(200, REPORT)
            .does(this::report));
  }

  private ApiAnswer report(AdminRequest request) {
    UsageScope scope = UsageRoutes.scope(request, clock);
    RegretReports.RegretScope of =
        new RegretReports.RegretScope(
            scope.orgId(), scope.userId(), scope.keyId(), request.asked("session_id"));
    ObjectNode json = UsageRoutes.times(scope);
    ArrayNode data = json.putArray("data");
    for (RegretFigure figure : reports.byLayer(of, scope.from(), scope.to())) {
      ObjectNode one = data.addObject();
      one.put("layer", figure.layer());
      one.put("sessions", figure.sessions());
      one.put("cuts", figure.chances());
      ObjectNode regrets = one.putObject("regrets");
      figure.regrets().forEach(regrets::put);
      one.put("regrets_per_million", figure.rate());
      one.put("held_out_cuts", figure.heldOutChances());
      one.put("held_out_regrets", figure.heldOutRegrets());
      one.put("held_out_per_million", figure.baseRate());
      one.put("suspended_sessions", figure.suspended());
    }
    return ApiAnswer.ok(json);
  }
}
