package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.report.ContextAdvice;
import dev.compresh.usage.report.ContextReports;
import dev.compresh.usage.report.RollupFilter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports what prompts consist of: system text, tools, results, user, assistant, reasoning. */
public final class ContextRoutes {
  private static final int ROWS = 50;
  private static final int SHOWN = 20;
  private static final int PARTS = 100;
  private static final JsonSchema.ObjectSchema PART =
      object(
          "ContextPart",
          field("part", text(), "system, tools, tool_result, user, assistant, reasoning or other"),
          field("name", text(), "name of the tool; empty for other parts"),
          field("tokens", count(), "tokens of the original prompts"),
          field("requests", count(), "requests that had such a part"));
  private static final JsonSchema.ObjectSchema ROW =
      object(
          "ContextRow",
          field("label", text(), "id of the key or user; empty for all"),
          field("name", orNull(text()), "display name"),
          field("requests", count(), "requests whose prompts were counted"),
          field("total_tokens", count(), "tokens of these prompts"),
          field("parts", new JsonSchema.ArraySchema(PART, PARTS), "largest first, at most 100"));
  private static final JsonSchema.ObjectSchema ADVICE =
      object(
          "ContextAdvice",
          field("code", text(), "kind of advice"),
          field("part", text(), "part of the prompt"),
          field("name", text(), "name of the tool; empty for other parts"),
          field("tokens", count(), "tokens of the part"),
          field("share_percent", count(), "share of all tokens"),
          field("text", text(), "advice"));
  private static final JsonSchema.ObjectSchema REPORT =
      object(
          "UsageContext",
          field("from", time(), "start of the period; rounded to whole days"),
          field("to", time(), "end of the period (exclusive)"),
          field("data", new JsonSchema.ArraySchema(ROW, ROWS), "largest first"),
          field(
              "advice",
              new JsonSchema.ArraySchema(ADVICE, PARTS),
              "advice for all rows, largest first"));

  private final ContextReports reports;
  private final GroupNames names;
  private final InstantSource clock;

  ContextRoutes(ContextReports reports, GroupNames names, InstantSource clock) {
    this.reports = reports;
    this.names = names;
    this.clock = clock;
  }

  List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/usage/context",
                RoutePermission.MEMBER,
                "Report what prompts consist of, with advice to make them smaller.")
            .inOrg()
            .query("from", text(1, 40), "start of the period (timestamp; default: seven days ago)")
            .query("to", text(1, 40), "end of the period (timestamp; default: now)")
            .query("key_id", text(1, 60), "id of one key")
            .query("user_id", text(1, 60), "id of one user")
            .query("by", oneOf("none", "key", "user"), "dimension to group by")
            .query("limit", whole(1, ROWS), "maximum number of rows (default: 20)")
            .answers(200, REPORT)
            .does(this::report));
  }

  private ApiAnswer report(AdminRequest request) {
    RollupFilter filter = RollupQuery.read(request, clock);
    RollupAxis by = RollupQuery.groupBy(request);
    List<ContextReports.ContextComposition> found =
        reports.compose(filter, by, UsageSeriesRoutes.limit(request, SHOWN));
    Map<String, String> called =
        by == null
            ? Map.of()
            : names.resolve(
                filter.orgId(),
                by,
                found.stream().map(ContextReports.ContextComposition::label).toList());
    ObjectNode json = RollupQuery.times(filter);
    ArrayNode data = json.putArray("data");
    for (ContextReports.ContextComposition one : found) {
      ObjectNode row = data.addObject();
      row.put("label", one.label());
      row.put("name", called.get(one.label()));
      row.put("requests", one.requests());
      row.put("total_tokens", one.tokens());
      ArrayNode parts = row.putArray("parts");
      one.parts().stream()
          .limit(PARTS)
          .forEach(reportedPart -> put(parts.addObject(), reportedPart));
    }
    ArrayNode advice = json.putArray("advice");
    List<ContextReports.ContextComposition> all =
        by == null ? found : reports.compose(filter, null, 1);
    all.stream()
        .flatMap(one -> ContextAdvice.advise(one).stream())
        .limit(PARTS)
        .forEach(one -> put(advice.addObject(), one));
    return ApiAnswer.ok(json);
  }

  private static void put(ObjectNode json, ContextReports.ReportedPart reportedPart) {
    json.put("part", reportedPart.part());
    json.put("name", reportedPart.name());
    json.put("tokens", reportedPart.tokens());
    json.put("requests", reportedPart.requests());
  }

  private static void put(ObjectNode json, ContextAdvice advice) {
    json.put("code", advice.code());
    json.put("part", advice.part());
    json.put("name", advice.name());
    json.put("tokens", advice.tokens());
    json.put("share_percent", advice.sharePercent());
    json.put("text", advice.text());
  }
}
