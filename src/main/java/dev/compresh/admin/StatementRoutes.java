package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.AccountNames;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.SpendReports.SpendGrouping;
import dev.compresh.budget.SpendReports.SpendReportRow;
import dev.compresh.budget.SpendTotals;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A month's statement as CSV: what was used and charged, with its sum in the last row. */
public final class StatementRoutes {
  private static final String HEAD =
      "time,label,name,requests,errors,original_tokens,optimized_tokens,input_tokens,"
          + "cache_read_tokens,cache_write_tokens,output_tokens,cost_micros,charge_micros\r\n";

  private final SpendReports reports;
  private final AccountNames names;
  private final InstantSource clock;

  public StatementRoutes(SpendReports reports, AccountNames names, InstantSource clock) {
    this.reports = reports;
    this.names = names;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/statement.csv",
                RoutePermission.MEMBER,
                "Export a month's statement as text/csv; the last row is the sum.")
            .inOrg()
            .query("month", text(7, 7), "month (UTC), as 2026-11 (default: the current one)")
            .query("by", oneOf("day", "key", "user"), "what there is a row for (default: day)")
            .answers(200, text())
            .does(this::statement));
  }

  private ApiAnswer statement(AdminRequest request) {
    Principal by = request.member();
    YearMonth month = month(request.asked("month"));
    String asked = request.asked("by");
    SpendGrouping grouping =
        asked == null ? SpendGrouping.DAY : SpendGrouping.valueOf(asked.toUpperCase(Locale.ROOT));
    List<SpendReportRow> rows =
        reports.groupBy(
            grouping,
            by.orgId(),
            by.seesAll() ? null : by.userId(),
            month.atDay(1),
            month.atEndOfMonth());
    List<String> labels = rows.stream().map(SpendReportRow::label).toList();
    Map<String, String> called =
        labels.isEmpty()
            ? Map.of()
            : switch (grouping) {
              case DAY -> Map.of();
              case KEY -> names.keys(by.orgId(), labels);
              case USER -> names.users(by.orgId(), labels);
            };
    StringBuilder csv = new StringBuilder(HEAD);
    for (SpendReportRow row : rows) {
      append(csv, month, row.label(), called.getOrDefault(row.label(), ""), row.spending());
    }
    append(csv, month, "sum", "", sum(rows));
    return ApiAnswer.text("text/csv; charset=utf-8", csv.toString());
  }

  private YearMonth month(@Nullable String text) {
    try {
      return text == null
          ? YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
          : YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw ApiException.invalid("month", "invalid_value", "Write a month as 2026-11.");
    }
  }

  private static SpendTotals sum(List<SpendReportRow> rows) {
    return rows.stream().map(SpendReportRow::spending).reduce(SpendTotals.NONE, SpendTotals::plus);
  }

  private static void append(
      StringBuilder csv, YearMonth month, String label, String name, SpendTotals sums) {
    csv.append(month)
        .append(',')
        .append(UsageExportRoutes.cell(label))
        .append(',')
        .append(UsageExportRoutes.cell(name));
    for (long figure :
        new long[] {
          sums.requests(),
          sums.errors(),
          sums.original(),
          sums.forwarded(),
          sums.input(),
          sums.cacheRead(),
          sums.cacheWrite(),
          sums.output(),
          sums.cost(),
          sums.charge()
        }) {
      csv.append(',').append(figure);
    }
    csv.append("\r\n");
  }
}
