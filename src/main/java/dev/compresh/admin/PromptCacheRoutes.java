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
import dev.compresh.promptcache.AdviceKind;
import dev.compresh.usage.CacheAdviceReports;
import dev.compresh.usage.UsageScope;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports what breaks clients' caches, and what that costs. */
public final class PromptCacheRoutes {
  private static final int ROWS = 200;

  private static final JsonSchema.ObjectSchema ROW =
      object(
          "CacheAdviceRow",
          field("key_id", text(), "id of the key"),
          field("model", text(), "upstream model name"),
          field("kind", text(), "cause of the cache break"),
          field("place", text(), "position in the request, without its text"),
          field("text", text(), "explanation and recommended action"),
          field("requests", count(), "requests with a cache loss"),
          field("of_requests", count(), "all requests of the key to the model"),
          field("tokens", count(), "tokens that could have been read from the cache"),
          field("micro_usd", count(), "micro-USD that the loss cost"),
          field("micro_usd_per_week", count(), "the same, extrapolated to a week"));

  private static final JsonSchema.ObjectSchema REPORT =
      object(
          "CacheAdviceReport",
          field("from", time(), "start of the period; rounded to whole days"),
          field("to", time(), "end of the period (exclusive)"),
          field("data", new JsonSchema.ArraySchema(ROW, ROWS), "most expensive first"));

  private final CacheAdviceReports reports;
  private final InstantSource clock;

  public PromptCacheRoutes(CacheAdviceReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        UsageRoutes.timed(
                AdminRoute.get(
                    "/admin/v1/cache-advice",
                    RoutePermission.MEMBER,
                    "Report what breaks clients' prompt caches, where, and what it costs."))
            .answers(200, REPORT)
            .does(this::report));
  }

  private ApiAnswer report(AdminRequest request) {
    UsageScope scope = UsageRoutes.scope(request, clock);
    ObjectNode json = UsageRoutes.times(scope);
    ArrayNode data = json.putArray("data");
    for (CacheAdviceReports.CacheAdviceRow cacheAdviceRow : reports.sumScope(scope)) {
      ObjectNode one =
          data.addObject()
              .put("key_id", cacheAdviceRow.keyId())
              .put("model", cacheAdviceRow.model());
      one.put("kind", cacheAdviceRow.kind()).put("place", cacheAdviceRow.place());
      one.put("text", AdviceKind.textOf(cacheAdviceRow.kind()));
      one.put("requests", cacheAdviceRow.requests())
          .put("of_requests", cacheAdviceRow.ofRequests());
      one.put("tokens", cacheAdviceRow.tokens()).put("micro_usd", cacheAdviceRow.micros());
      one.put("micro_usd_per_week", cacheAdviceRow.weekMicros());
    }
    return ApiAnswer.ok(json);
  }
}
