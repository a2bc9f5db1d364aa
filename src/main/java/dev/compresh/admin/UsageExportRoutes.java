package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
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
import java.util.stream.Collectors;

/** Usage over time as a table for spreadsheets. */
public final class UsageExportRoutes {
  private static final int GROUPS = 50;

  private final RollupReports reports;
  private final GroupNames names;
  private final InstantSource clock;

  UsageExportRoutes(RollupReports reports, GroupNames names, InstantSource clock) {
    this.reports = reports;
    this.names = names;
    this.clock = clock;
  }

  List<AdminRoute> routes() {
    return List.of(
        RollupQuery.grouped(
                RollupQuery.declare(
                    AdminRoute.get(
                        "/admin/v1/usage/export.csv",
                        RoutePermission.MEMBER,
                        "Export usage over time as text/csv, one row per time step and group.")),
                true)
            .query(
                "step",
                oneOf("hour", "day", "auto"),
                "time step (default: auto, hours for up to 3 days)")
            .query("limit", whole(1, GROUPS), "maximum number of groups (default: 50)")
            .answers(200, text())
            .does(this::export));
  }

  private ApiAnswer export(AdminRequest request) {
    RollupAxis by = RollupQuery.groupBy(request);
    RollupFilter filter = RollupQuery.read(request, clock).rounded(by);
    SeriesReport report =
        reports.overTime(
            filter,
            by,
            GroupRank.named(request.asked("rank")),
            UsageSeriesRoutes.limit(request, GROUPS),
            UsageSeriesRoutes.isHourly(request, filter, by));
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
    StringBuilder csv = new StringBuilder("time,label,name,");
    csv.append(String.join(",", RollupFigures.names())).append("\r\n");
    for (int i = 0; i < report.steps(); i++) {
      for (SeriesReport.SeriesGroup seriesGroup : report.groups()) {
        UsageSums sums = seriesGroup.points().get(report.first() + i);
        if (sums != null) {
          String label =
              seriesGroup.other()
                  ? "(other)"
                  : by == null ? "" : RollupQuery.label(by, seriesGroup.label());
          csv.append(report.time(i))
              .append(',')
              .append(cell(label))
              .append(',')
              .append(cell(seriesGroup.other() ? "" : called.getOrDefault(seriesGroup.label(), "")))
              .append(',')
              .append(
                  RollupFigures.values(sums).stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(",")))
              .append("\r\n");
        }
      }
    }
    return ApiAnswer.text("text/csv; charset=utf-8", csv.toString());
  }

  /** A text as a cell that no spreadsheet takes for a formula. */
  static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted =
        safe.indexOf(',') >= 0
            || safe.indexOf('"') >= 0
            || safe.indexOf('\n') >= 0
            || safe.indexOf('\r') >= 0;
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
