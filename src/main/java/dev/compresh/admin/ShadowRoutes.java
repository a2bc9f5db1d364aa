package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.anyWhole;
import static dev.compresh.admin.api.Schema.count;
import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.text;
import static dev.compresh.admin.api.Schema.time;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import dev.compresh.usage.ShadowReports;
import dev.compresh.usage.UsageScope;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each mode would have saved on requests in mode shadow. */
public final class ShadowRoutes {
  private static final int MODES = 10;

  private static final Schema.Obj ROW =
      object(
          "ShadowRow",
          field("mode", text(), "the mode that was not in force"),
          field("requests", count(), "how many"),
          field("original_tokens", count(), "of prompts, all sent as they came"),
          field(
              "optimized_tokens", count(), "of the same prompts, as the mode would have sent them"),
          field("saved_tokens", anyWhole(), "the difference"),
          field(
              "changed_results",
              count(),
              "tool results that it would have changed, counted in every request that carries them"),
          field(
              "saved_by_layer",
              new Schema.ByName(anyWhole()),
              "tokens that each layer would have saved"));

  private static final Schema.Obj REPORT =
      object(
          "ShadowReport",
          field("from", time(), "within the time"),
          field("to", time(), "no longer within it"),
          field("data", new Schema.Many(ROW, MODES), "a row for each mode"));

  private final ShadowReports reports;
  private final InstantSource clock;

  public ShadowRoutes(ShadowReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        UsageRoutes.timed(
                Route.get(
                    "/admin/v1/shadow",
                    Permission.MEMBER,
                    "What each mode would have saved on requests in mode shadow."))
            .answers(200, REPORT)
            .does(this::report));
  }

  private Answer report(AdminRequest request) {
    UsageScope scope = UsageRoutes.scope(request, clock);
    ObjectNode json = UsageRoutes.times(scope);
    ArrayNode data = json.putArray("data");
    for (ShadowReports.Row row : reports.in(scope)) {
      ObjectNode one = data.addObject();
      one.put("mode", row.mode());
      one.put("requests", row.requests());
      one.put("original_tokens", row.original());
      one.put("optimized_tokens", row.optimized());
      one.put("saved_tokens", row.saved());
      one.put("changed_results", row.changedResults());
      ObjectNode layers = one.putObject("saved_by_layer");
      row.savedByLayer().forEach(layers::put);
    }
    return Answer.ok(json);
  }
}
