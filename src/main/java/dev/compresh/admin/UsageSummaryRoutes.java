package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.LatencyHistogram;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.StatusClass;
import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import dev.compresh.usage.report.UsageNames;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sums a time up, and lists the names that filters can have. */
public final class UsageSummaryRoutes {
  private static final int NAMES = 1_000;
  private static final JsonSchema.ObjectSchema LATENCY =
      object(
          "Latency",
          field("count", count(), "number of requests measured"),
          field("p50_micros", orNull(count()), "median in microseconds; null if there are none"),
          field("p99_micros", orNull(count()), "99th percentile in microseconds"));
  private static final JsonSchema.ObjectSchema SUMMARY =
      object(
              "UsageSummary",
              field("from", time(), "start of the period"),
              field("to", time(), "end of the period (exclusive)"),
              field("filling", flag(), "whether older requests are still being added"))
          .extend("UsageSummary", RollupFigures.FIELDS)
          .extend(
              "UsageSummary",
              field(
                  "errors_by_status",
                  new JsonSchema.ByName(count()),
                  "requests by outcome, including success"),
              field("overhead", LATENCY, "latency added by Compresh, from a histogram"),
              field("first_byte", LATENCY, "time to the provider's first byte, from a histogram"),
              field(
                  "saved_by_layer",
                  new JsonSchema.ByName(anyWhole()),
                  "tokens saved by each compression layer"));
  private static final JsonSchema.ObjectSchema NAME_LIST =
      object("UsageNames", field("data", new JsonSchema.ArraySchema(text(), NAMES), "names"));

  private final RollupReports reports;
  private final UsageNames names;
  private final InstantSource clock;

  public UsageSummaryRoutes(RollupReports reports, UsageNames names, InstantSource clock) {
    this.reports = reports;
    this.names = names;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        RollupQuery.declare(
                AdminRoute.get(
                    "/admin/v1/usage/summary", RoutePermission.MEMBER, "Get totals of a period."))
            .answers(200, SUMMARY)
            .does(this::summary),
        AdminRoute.get(
                "/admin/v1/usage/names",
                RoutePermission.MEMBER,
                "List the names seen in a period, for filters.")
            .inOrg()
            .query("kind", oneOf("model", "provider", "tag"), "dimension (default: model)")
            .query("from", text(1, 40), "start of the period (timestamp; default: seven days ago)")
            .query("to", text(1, 40), "end of the period (timestamp; default: now)")
            .answers(200, NAME_LIST)
            .does(this::names));
  }

  private ApiAnswer summary(AdminRequest request) {
    RollupFilter filter = RollupQuery.read(request, clock).rounded(RollupAxis.STATUS);
    RollupReports.RollupTotal rollupTotal = reports.total(filter);
    UsageSums sums = rollupTotal.sums();
    ObjectNode json = RollupQuery.times(filter);
    json.put("filling", rollupTotal.filling());
    RollupFigures.put(json, sums);
    ObjectNode statuses = json.putObject("errors_by_status");
    for (String status : StatusClass.labels()) {
      UsageSums some = rollupTotal.byStatus().get(status);
      statuses.put(status, some == null ? 0 : some.get(UsageMeasure.REQUESTS));
    }
    json.set("overhead", latency(json, LatencyHistogram.OVERHEAD, sums.overhead()));
    json.set("first_byte", latency(json, LatencyHistogram.FIRST_BYTE, sums.firstByte()));
    ObjectNode layers = json.putObject("saved_by_layer");
    rollupTotal.savedByLayer().forEach(layers::put);
    return ApiAnswer.ok(json);
  }

  private static ObjectNode latency(ObjectNode from, LatencyHistogram histogram, long[] counts) {
    ObjectNode json = from.objectNode();
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    json.put("count", all);
    json.put("p50_micros", histogram.percentile(counts, 50));
    json.put("p99_micros", histogram.percentile(counts, 99));
    return json;
  }

  private ApiAnswer names(AdminRequest request) {
    RollupFilter filter = RollupQuery.read(request, clock);
    ObjectNode json = RollupQuery.times(filter);
    json.removeAll();
    ArrayNode data = json.putArray("data");
    String kind = Objects.requireNonNullElse(request.asked("kind"), "model");
    names.resolve(filter, kind, NAMES).forEach(data::add);
    return ApiAnswer.ok(json);
  }
}
