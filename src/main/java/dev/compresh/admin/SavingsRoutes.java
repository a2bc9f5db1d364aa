package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.DepthClass;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.UsageSums;
import dev.compresh.usage.report.HoldoutComparison;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import dev.compresh.usage.report.SavingsWaterfall;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports what compression saved: step by step, by depth of conversation, and against a hold-out.
 */
public final class SavingsRoutes {
  private static final JsonSchema.SchemaField[] TIMES = {
    field("from", time(), "start of the period"),
    field("to", time(), "end of the period (exclusive)")
  };
  private static final JsonSchema.ObjectSchema CUT =
      object(
          "WaterfallCut",
          field("layer", text(), "compression layer"),
          field("amount", anyWhole(), "tokens that it cut, at the price of uncached input"));
  private static final JsonSchema.ObjectSchema STEPS =
      object(
          "WaterfallSteps",
          field("sent", count(), "input as sent by clients, all at the price of uncached input"),
          field("cut", new JsonSchema.ArraySchema(CUT, 20), "cuts by layer"),
          field("cut_total", anyWhole(), "total of the cuts"),
          field(
              "cache_anyway",
              anyWhole(),
              "part of the cuts that the provider's cache would have saved anyway; not counted"),
          field("bust_loss", count(), "cost of cache busts"),
          field("net", anyWhole(), "net saving: cut_total - cache_anyway - bust_loss"),
          field("paid", count(), "cost of the input"),
          field("uncompressed", count(), "cost without compression"));
  private static final JsonSchema.ObjectSchema WATERFALL =
      object("UsageWaterfall", TIMES)
          .extend(
              "UsageWaterfall",
              field("units", STEPS, "in hundredths of an uncached input token"),
              field("micros", STEPS, "in micro-USD, for requests to models with a price"),
              field("unpriced", count(), "requests to models without a price"));
  private static final JsonSchema.ObjectSchema DEPTH =
      object(
              "UsageDepth",
              field("depth", count(), "first turn of the depth class; 0 for unknown"),
              field("label", text(), "depth class, such as 2–5"))
          .extend("UsageDepth", RollupFigures.FIELDS);
  private static final JsonSchema.ObjectSchema DEPTHS =
      object("UsageDepths", TIMES)
          .extend(
              "UsageDepths",
              field("data", new JsonSchema.ArraySchema(DEPTH, 20), "depth classes in order"));
  private static final JsonSchema.ObjectSchema GROUP =
      object(
          "HoldoutGroup",
          field("requests", count(), "requests that a provider charged for"),
          field("original_tokens", count(), "tokens as sent by clients"),
          field("paid_units", count(), "cost of their input"),
          field(
              "units_per_token_percent",
              new JsonSchema.DecimalSchema(),
              "cost per 100 original tokens; 100 without cache and compression"));
  private static final JsonSchema.ObjectSchema HOLDOUT =
      object("UsageHoldout", TIMES)
          .extend(
              "UsageHoldout",
              field("held_out", GROUP, "held-out (uncompressed) sessions"),
              field("others", GROUP, "compressed sessions"),
              field(
                  "difference_percent",
                  orNull(new JsonSchema.DecimalSchema()),
                  "difference in cost per token; null if either group has fewer than 30 requests"),
              field(
                  "low_percent",
                  orNull(new JsonSchema.DecimalSchema()),
                  "lower bound of the 95 % interval"),
              field(
                  "high_percent",
                  orNull(new JsonSchema.DecimalSchema()),
                  "upper bound of the 95 % interval"));

  private final RollupReports reports;
  private final InstantSource clock;

  public SavingsRoutes(RollupReports reports, InstantSource clock) {
    this.reports = reports;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        RollupQuery.declare(
                AdminRoute.get(
                    "/admin/v1/usage/waterfall",
                    RoutePermission.MEMBER,
                    "Report the way from original input to net saving."))
            .answers(200, WATERFALL)
            .does(this::waterfall),
        RollupQuery.declare(
                AdminRoute.get(
                    "/admin/v1/usage/depth",
                    RoutePermission.MEMBER,
                    "Report usage by conversation depth."))
            .answers(200, DEPTHS)
            .does(this::depth),
        RollupQuery.declare(
                AdminRoute.get(
                    "/admin/v1/usage/holdout",
                    RoutePermission.MEMBER,
                    "Compare compressed with held-out sessions."))
            .answers(200, HOLDOUT)
            .does(this::holdout));
  }

  private ApiAnswer waterfall(AdminRequest request) {
    RollupFilter filter = RollupQuery.read(request, clock).rounded(RollupAxis.STATUS);
    RollupReports.RollupTotal rollupTotal = reports.total(filter);
    ObjectNode json = RollupQuery.times(filter);
    put(json.putObject("units"), SavingsWaterfall.units(rollupTotal));
    put(json.putObject("micros"), SavingsWaterfall.micros(rollupTotal));
    json.put("unpriced", rollupTotal.sums().get(UsageMeasure.METERED_UNPRICED));
    return ApiAnswer.ok(json);
  }

  private static void put(ObjectNode json, SavingsWaterfall steps) {
    json.put("sent", steps.sent());
    ArrayNode cut = json.putArray("cut");
    steps
        .cut()
        .forEach((layer, amount) -> cut.addObject().put("layer", layer).put("amount", amount));
    json.put("cut_total", steps.cutTotal());
    json.put("cache_anyway", steps.cacheAnyway());
    json.put("bust_loss", steps.bustLoss());
    json.put("net", steps.net());
    json.put("paid", steps.paid());
    json.put("uncompressed", steps.uncompressed());
  }

  private ApiAnswer depth(AdminRequest request) {
    RollupFilter filter = RollupQuery.read(request, clock).rounded(RollupAxis.DEPTH);
    Map<String, UsageSums> groups = reports.groups(filter, RollupAxis.DEPTH);
    ObjectNode json = RollupQuery.times(filter);
    ArrayNode data = json.putArray("data");
    for (int first : DepthClass.FIRST_TURNS) {
      UsageSums sums = groups.get(Integer.toString(first));
      if (sums != null) {
        ObjectNode row = data.addObject();
        row.put("depth", first);
        row.put("label", DepthClass.label(first));
        RollupFigures.put(row, sums);
      }
    }
    return ApiAnswer.ok(json);
  }

  private ApiAnswer holdout(AdminRequest request) {
    RollupFilter filter = RollupQuery.read(request, clock).rounded(RollupAxis.MODE);
    UsageSums heldOut = compressing(filter.and(RollupAxis.HELD_OUT, "1"));
    UsageSums others = compressing(filter.and(RollupAxis.HELD_OUT, "0"));
    HoldoutComparison found = HoldoutComparison.of(heldOut, others);
    ObjectNode json = RollupQuery.times(filter);
    put(json.putObject("held_out"), found.heldOut());
    put(json.putObject("others"), found.others());
    put(json, "difference_percent", found.percent());
    put(json, "low_percent", found.low());
    put(json, "high_percent", found.high());
    return ApiAnswer.ok(json);
  }

  /** Sums over the modes that compress: those that leave requests raw are in neither group. */
  private UsageSums compressing(RollupFilter filter) {
    UsageSums sums = new UsageSums();
    reports
        .groups(filter, RollupAxis.MODE)
        .forEach(
            (mode, group) -> {
              if (!mode.equals("off") && !mode.equals("shadow")) {
                sums.add(group);
              }
            });
    return sums;
  }

  private static void put(ObjectNode json, HoldoutComparison.HoldoutGroup holdoutGroup) {
    json.put("requests", holdoutGroup.requests());
    json.put("original_tokens", holdoutGroup.originalTokens());
    json.put("paid_units", holdoutGroup.paidUnits());
    json.put("units_per_token_percent", rounded(100 * holdoutGroup.ratio()));
  }

  private static void put(ObjectNode json, String name, @Nullable Double value) {
    if (value == null) {
      json.putNull(name);
    } else {
      json.put(name, rounded(value));
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
