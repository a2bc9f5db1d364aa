package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.UsageSums;
import dev.compresh.usage.report.GroupRank;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import dev.compresh.usage.report.SeriesReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Usage over time, and by what it is grouped by. */
public final class UsageSeriesRoutes {
  private static final int AUTO_HOURS = 72;
  private static final int HOURS = 14 * 24;
  private static final int GROUPS = 8;
  private static final int ROWS = 100;
  private static final int MOST_GROUPS = 50;
  private static final int MOST_ROWS = 1_000;
  private static final int STEPS = 1_200;
  private static final JsonSchema.SchemaField[] LABELS = {
    field("label", text(), "id, model, tag or similar; empty for the total"),
    field("name", orNull(text()), "display name; null if there is none")
  };
  private static final JsonSchema.ObjectSchema TOTAL =
      new JsonSchema.ObjectSchema("UsageTotal", List.of(RollupFigures.FIELDS));
  private static final JsonSchema.ObjectSchema GROUP =
      object("UsageSeriesGroup", LABELS)
          .extend(
              "UsageSeriesGroup",
              field("other", flag(), "whether this group sums up the groups that are not shown"),
              field("total", TOTAL, "totals of the whole period"),
              field(
                  "points",
                  new JsonSchema.ArraySchema(orNull(RollupFigures.POINT), STEPS),
                  "one value per time step; null if there was no usage"));
  private static final JsonSchema.ObjectSchema SERIES =
      object(
          "UsageSeries",
          field("from", time(), "start of the period"),
          field("to", time(), "end of the period (exclusive)"),
          field("step", oneOf("hour", "day"), "length of a time step"),
          field("times", new JsonSchema.ArraySchema(time(), STEPS), "start of each time step"),
          field("groups", new JsonSchema.ArraySchema(GROUP, MOST_GROUPS + 1), "largest first"));
  private static final JsonSchema.ObjectSchema ROW =
      object("UsageGroup", LABELS).extend("UsageGroup", RollupFigures.FIELDS);
  private static final JsonSchema.ObjectSchema TABLE =
      object(
          "UsageGroups",
          field("from", time(), "start of the period"),
          field("to", time(), "end of the period (exclusive)"),
          field("data", new JsonSchema.ArraySchema(ROW, MOST_ROWS), "rows, largest first"),
          field(
              "other",
              orNull(TOTAL),
              "sum of the groups that are not shown; null if all are shown"));

  private final RollupReports reports;
  private final GroupNames names;
  private final InstantSource clock;

  UsageSeriesRoutes(RollupReports reports, GroupNames names, InstantSource clock) {
    this.reports = reports;
    this.names = names;
    this.clock = clock;
  }

  List<AdminRoute> routes() {
    return List.of(
        RollupQuery.grouped(
                RollupQuery.declare(
                    AdminRoute.get(
                        "/admin/v1/usage/series", RoutePermission.MEMBER, "Get usage over time.")),
                true)
            .query(
                "step",
                oneOf("hour", "day", "auto"),
                "time step (default: auto, hours for up to 3 days)")
            .query("limit", whole(1, MOST_GROUPS), "maximum number of groups (default: 8)")
            .answers(200, SERIES)
            .does(this::series),
        RollupQuery.grouped(
                RollupQuery.declare(
                    AdminRoute.get(
                        "/admin/v1/usage/groups",
                        RoutePermission.MEMBER,
                        "Get totals of a period by group.")),
                false)
            .query("limit", whole(1, MOST_ROWS), "maximum number of rows (default: 100)")
            .answers(200, TABLE)
            .does(this::groups));
  }

  /** Returns whether steps are hours. */
  static boolean isHourly(AdminRequest request, RollupFilter filter, @Nullable RollupAxis by) {
    String step = request.asked("step");
    long hours = filter.toHour() - filter.fromHour();
    if ("hour".equals(step) && hours > HOURS) {
      throw ApiException.invalid(
          "step",
          "invalid_value",
          "Hourly steps are limited to periods of at most " + HOURS / 24 + " days.");
    }
    if ("hour".equals(step) && !filter.isHourly(by)) {
      throw ApiException.invalid(
          "step",
          "invalid_value",
          "For single keys, users or tags, depth is available only by day.");
    }
    if (step == null || step.equals("auto")) {
      return hours <= AUTO_HOURS && filter.isHourly(by);
    }
    return step.equals("hour");
  }

  static int limit(AdminRequest request, int fallback) {
    String limit = request.asked("limit");
    return limit == null ? fallback : Integer.parseInt(limit);
  }

  private ApiAnswer series(AdminRequest request) {
    RollupAxis by = RollupQuery.groupBy(request);
    RollupFilter filter = RollupQuery.read(request, clock).rounded(by);
    SeriesReport report =
        reports.overTime(
            filter,
            by,
            GroupRank.named(request.asked("rank")),
            limit(request, GROUPS),
            isHourly(request, filter, by));
    Map<String, String> called =
        by == null
            ? Map.of()
            : names.resolve(
                filter.orgId(),
                by,
                report.groups().stream()
                    .filter(seriesGroup -> !seriesGroup.other())
                    .map(SeriesReport.SeriesGroup::label)
                    .toList());
    ObjectNode json = RollupQuery.times(filter);
    json.put("step", report.hourly() ? "hour" : "day");
    ArrayNode times = json.putArray("times");
    for (int i = 0; i < report.steps(); i++) {
      times.add(report.time(i).toString());
    }
    ArrayNode groups = json.putArray("groups");
    for (SeriesReport.SeriesGroup seriesGroup : report.groups()) {
      ObjectNode one = groups.addObject();
      label(
          one,
          by,
          seriesGroup.label(),
          seriesGroup.other() ? null : called.get(seriesGroup.label()));
      one.put("other", seriesGroup.other());
      RollupFigures.put(one.putObject("total"), seriesGroup.total());
      ArrayNode points = one.putArray("points");
      for (int i = 0; i < report.steps(); i++) {
        UsageSums sums = seriesGroup.points().get(report.first() + i);
        if (sums == null) {
          points.addNull();
        } else {
          RollupFigures.putPoint(points.addObject(), sums);
        }
      }
    }
    return ApiAnswer.ok(json);
  }

  private static void label(
      ObjectNode json, @Nullable RollupAxis by, String label, @Nullable String name) {
    json.put("label", by == null || label.isEmpty() ? label : RollupQuery.label(by, label));
    json.put("name", name);
  }

  private ApiAnswer groups(AdminRequest request) {
    RollupAxis asked = RollupQuery.groupBy(request);
    RollupAxis by = asked == null ? RollupAxis.KEY : asked;
    RollupFilter filter = RollupQuery.read(request, clock).rounded(by);
    Map<String, UsageSums> groups = reports.groups(filter, by);
    List<String> order = GroupRank.named(request.asked("rank")).order(groups);
    int most = Math.min(limit(request, ROWS), order.size());
    Map<String, String> called = names.resolve(filter.orgId(), by, order.subList(0, most));
    ObjectNode json = RollupQuery.times(filter);
    ArrayNode data = json.putArray("data");
    UsageSums rest = new UsageSums();
    for (int i = 0; i < order.size(); i++) {
      String label = order.get(i);
      UsageSums sums = groups.getOrDefault(label, new UsageSums());
      if (i >= most) {
        rest.add(sums);
        continue;
      }
      ObjectNode row = data.addObject();
      label(row, by, label, called.get(label));
      RollupFigures.put(row, sums);
    }
    if (order.size() > most && by != RollupAxis.TAG) {
      RollupFigures.put(json.putObject("other"), rest);
    } else {
      json.putNull("other");
    }
    return ApiAnswer.ok(json);
  }
}
