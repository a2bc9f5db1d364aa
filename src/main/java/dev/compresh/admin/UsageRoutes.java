package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RouteDraft;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.ScopedReports;
import dev.compresh.usage.UsageFigure;
import dev.compresh.usage.UsageGrouping;
import dev.compresh.usage.UsageScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reports usage and savings: of the organisation, or for members of their own. */
public final class UsageRoutes {
  private static final Duration PERIOD = Duration.ofDays(7);
  private static final int MOST = 1_000;

  private static final JsonSchema.ObjectSchema OVERVIEW =
      object(
              "Overview",
              field("from", time(), "start of the period"),
              field("to", time(), "end of the period (exclusive)"))
          .extend("Overview", UsageJson.FIELDS)
          .extend(
              "Overview",
              field(
                  "saved_by_layer",
                  new JsonSchema.ByName(JsonSchema.anyWhole()),
                  "tokens saved by each compression layer"));

  private static final JsonSchema.ObjectSchema REPORT =
      object(
          "UsageReport",
          field("from", time(), "start of the period"),
          field("to", time(), "end of the period (exclusive)"),
          field("data", new JsonSchema.ArraySchema(UsageJson.ROW, MOST), "rows"));

  private final ScopedReports reports;
  private final InstantSource clock;

  public UsageRoutes(ScopedReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        timed(
                AdminRoute.get(
                    "/admin/v1/overview", RoutePermission.MEMBER, "Get totals of a period."))
            .answers(200, OVERVIEW)
            .does(this::overview),
        timed(
                AdminRoute.get(
                    "/admin/v1/usage",
                    RoutePermission.MEMBER,
                    "Report usage and savings by day, key, model, session or conversation depth."))
            .query(
                "by",
                oneOf("day", "key", "model", "session", "depth"),
                "dimension to group by (default: day)")
            .query("limit", whole(1, MOST), "maximum number of rows (default: 100)")
            .answers(200, REPORT)
            .does(this::report));
  }

  static RouteDraft timed(RouteDraft draft) {
    return draft
        .inOrg()
        .query("from", text(1, 40), "start of the period (timestamp; default: seven days ago)")
        .query("to", text(1, 40), "end of the period (timestamp; default: now)")
        .query("key_id", text(1, 40), "id of one key");
  }

  static UsageScope scope(AdminRequest request, InstantSource clock) {
    Principal by = request.member();
    Instant to = AuditRoutes.instant(request, "to");
    Instant end = to == null ? clock.instant() : to;
    Instant from = AuditRoutes.instant(request, "from");
    Instant start = from == null ? end.minus(PERIOD) : from;
    if (start.isAfter(end)) {
      throw new InvalidField("from", "'from' is later than 'to'.");
    }
    return new UsageScope(
        by.orgId(), by.seesAll() ? null : by.userId(), request.asked("key_id"), start, end);
  }

  private ApiAnswer overview(AdminRequest request) {
    UsageScope scope = scope(request, clock);
    ObjectNode json = times(scope);
    UsageJson.put(json, reports.total(scope));
    ObjectNode layers = json.putObject("saved_by_layer");
    reports.savedByLayer(scope).forEach(layers::put);
    return ApiAnswer.ok(json);
  }

  private ApiAnswer report(AdminRequest request) {
    UsageScope scope = scope(request, clock);
    String by = request.asked("by");
    String limit = request.asked("limit");
    int most = limit == null ? 100 : Integer.parseInt(limit);
    List<UsageFigure> rows =
        "depth".equals(by)
            ? reports.byDepth(scope)
            : reports.groupBy(
                UsageGrouping.named(by == null ? "day" : by).orElse(UsageGrouping.DAY),
                scope,
                most);
    ObjectNode json = times(scope);
    ArrayNode data = json.putArray("data");
    rows.forEach(row -> data.add(UsageJson.row(row)));
    return ApiAnswer.ok(json);
  }

  static ObjectNode times(UsageScope scope) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("from", scope.from().toString())
        .put("to", scope.to().toString());
  }
}
