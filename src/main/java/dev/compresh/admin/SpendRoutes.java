package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.SpendTotals;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reports usage and its cost: of one's own, for admins of the whole organisation. */
public final class SpendRoutes {
  private static final int DAYS = 30;
  private static final int MOST = 10_000;

  private static final JsonSchema.ObjectSchema ROW =
      object(
          "SpendRow",
          field("label", text(), "the day, the key's id or the user's id"),
          field("requests", count(), "how many"),
          field("errors", count(), "how many of them failed"),
          field("original_tokens", count(), "of prompts as clients sent them"),
          field("optimized_tokens", count(), "of prompts as providers got them"),
          field("saved_tokens", anyWhole(), "the difference"),
          field("input_tokens", count(), "fresh input, by the providers' figures"),
          field("cache_read_tokens", count(), "read from their caches"),
          field("cache_write_tokens", count(), "written to them"),
          field("output_tokens", count(), "of answers"),
          field("cost_micros", count(), "micro-USD at the catalogue's prices"),
          field("charge_micros", count(), "micro-USD that the balance paid"));

  private static final JsonSchema.ObjectSchema REPORT =
      object(
          "Spend",
          field("from", text(), "first day, UTC"),
          field("to", text(), "last day, UTC"),
          field("data", new JsonSchema.ArraySchema(ROW, MOST), "the rows"));

  private final SpendReports reports;
  private final InstantSource clock;

  public SpendRoutes(SpendReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/spend", RoutePermission.MEMBER, "Usage and cost by day, key or user.")
            .inOrg()
            .query("by", oneOf("day", "key", "user"), "what there is a row for; day")
            .query("from", text(10, 10), "first day, as 2026-11-01; 30 days ago")
            .query("to", text(10, 10), "last day; today")
            .answers(200, REPORT)
            .does(this::report));
  }

  private ApiAnswer report(AdminRequest request) {
    Principal by = request.member();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate to = day(request, "to", today);
    LocalDate from = day(request, "from", to.minusDays(DAYS));
    String name = request.asked("by");
    SpendReports.SpendGrouping spendGrouping =
        name == null
            ? SpendReports.SpendGrouping.DAY
            : SpendReports.SpendGrouping.valueOf(name.toUpperCase(Locale.ROOT));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", from.toString());
    json.put("to", to.toString());
    ArrayNode data = json.putArray("data");
    reports.groupBy(spendGrouping, by.orgId(), by.seesAll() ? null : by.userId(), from, to).stream()
        .limit(MOST)
        .forEach(spendReportRow -> row(data.addObject(), spendReportRow));
    return ApiAnswer.ok(json);
  }

  private static LocalDate day(AdminRequest request, String name, LocalDate fallback) {
    String text = request.asked(name);
    try {
      return text == null ? fallback : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw ApiException.invalid(name, "invalid_value", "Write a day as 2026-11-21.");
    }
  }

  private static void row(ObjectNode json, SpendReports.SpendReportRow spendReportRow) {
    SpendTotals sums = spendReportRow.spending();
    json.put("label", spendReportRow.label());
    json.put("requests", sums.requests());
    json.put("errors", sums.errors());
    json.put("original_tokens", sums.original());
    json.put("optimized_tokens", sums.forwarded());
    json.put("saved_tokens", sums.saved());
    json.put("input_tokens", sums.input());
    json.put("cache_read_tokens", sums.cacheRead());
    json.put("cache_write_tokens", sums.cacheWrite());
    json.put("output_tokens", sums.output());
    json.put("cost_micros", sums.cost());
    json.put("charge_micros", sums.charge());
  }
}
