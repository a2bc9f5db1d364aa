package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
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
import dev.compresh.usage.ShadowReports;
import dev.compresh.usage.UsageScope;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports what each mode would have saved on requests in mode shadow. */
public final class ShadowRoutes {
  private static final int MODES = 10;

  private static final JsonSchema.ObjectSchema ROW =
      object(
          "ShadowRow",
          field("mode", text(), "simulated compression mode"),
          field("requests", count(), "number of requests"),
          field("original_tokens", count(), "tokens of the prompts, which were sent unchanged"),
          field(
              "optimized_tokens", count(), "tokens of the same prompts if this mode had been used"),
          field("saved_tokens", anyWhole(), "the difference"),
          field(
              "changed_results",
              count(),
              "tool results that it would have changed, counted in every request that carries them"),
          field(
              "saved_by_layer",
              new JsonSchema.ByName(anyWhole()),
              "tokens that each layer would have saved"));

  private static final JsonSchema.ObjectSchema REPORT =
      object(
          "ShadowReport",
          field("from", time(), "start of the period"),
          field("to", time(), "end of the period (exclusive)"),
          field("data", new JsonSchema.ArraySchema(ROW, MODES), "one row per mode"));

  private final ShadowReports reports;
  private final InstantSource clock;

  public ShadowRoutes(ShadowReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        UsageRoutes.timed(
                AdminRoute.get(
                    "/admin/v1/shadow",
                    RoutePermission.MEMBER,
                    "Report what each mode would have saved on requests in mode shadow."))
            .answers(200, REPORT)
            .does(this::report));
  }

  private ApiAnswer report(AdminRequest request) {
    UsageScope scope = UsageRoutes.scope(request, clock);
    ObjectNode json = UsageRoutes.times(scope);
    ArrayNode data = json.putArray("data");
    for (ShadowReports.ShadowRow shadowRow : reports.sumScope(scope)) {
      ObjectNode one = data.addObject();
      one.put("mode", shadowRow.mode());
      one.put("requests", shadowRow.requests());
      one.put("original_tokens", shadowRow.original());
      one.put("optimized_tokens", shadowRow.optimized());
      one.put("saved_tokens", shadowRow.saved());
      one.put("changed_results", shadowRow.changedResults());
      ObjectNode layers = one.putObject("saved_by_layer");
      shadowRow.savedByLayer().forEach(layers::put);
    }
    return ApiAnswer.ok(json);
  }
}
