package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.RouteDraft;
import dev.compresh.usage.DepthClass;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.RollupTime;
import dev.compresh.usage.StatusClass;
import dev.compresh.usage.report.RollupFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Declares and reads the time and the filters that the routes over roll-ups share. */
final class RollupQuery {
  private static final Duration PERIOD = Duration.ofDays(7);

  /** More than any installation's age, and few enough for one answer. */
  private static final Duration LONGEST = Duration.ofDays(1_100);

  private static final List<String> GROUPINGS =
      Arrays.stream(RollupAxis.values()).map(RollupAxis::label).toList();

  private RollupQuery() {}

  /** Declares time and filters. */
  static RouteDraft declare(RouteDraft draft) {
    return draft
        .inOrg()
        .query(
            "from",
            text(1, 40),
            "start of the period (timestamp, rounded down to the hour; default: seven days ago)")
        .query(
            "to",
            text(1, 40),
            "end of the period (timestamp, rounded up to the hour; default: now)")
        .query("key_id", text(1, 60), "id of one key")
        .query("user_id", text(1, 60), "id of one user")
        .query("model", text(0, 120), "one model, as named by clients")
        .query("provider", text(0, 120), "name of one provider")
        .query("mode", text(1, 20), "one compression mode")
        .query("held_out", oneOf("true", "false"), "only held-out sessions, or only others")
        .query("status", oneOf(StatusClass.labels()), "one outcome")
        .query(
            "depth",
            oneOf(DepthClass.FIRST_TURNS.stream().map(String::valueOf).toList()),
            "first turn of one depth class; 0 for unknown")
        .query("tag", text(3, 129), "one tag, in the form name=value");
  }

  /** Declares what rows are grouped by. */
  static RouteDraft grouped(RouteDraft draft, boolean optional) {
    return draft
        .query(
            "by",
            oneOf(
                optional
                    ? java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("none"), GROUPINGS.stream())
                        .toList()
                    : GROUPINGS),
            optional ? "dimension to group by (default: none)" : "dimension to group by")
        .query(
            "rank",
            oneOf("cost", "requests", "tokens", "saving"),
            "figure that orders the groups (default: cost)");
  }

  /** Reads time and filters. */
  static RollupFilter read(AdminRequest request, InstantSource clock) {
    Principal by = request.member();
    Instant to = AuditRoutes.instant(request, "to");
    Instant end = to == null ? clock.instant() : to;
    Instant from = AuditRoutes.instant(request, "from");
    Instant start = from == null ? end.minus(PERIOD) : from;
    if (start.isAfter(end)) {
      throw ApiException.invalid("from", "invalid_value", "'from' is later than 'to'.");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw ApiException.invalid(
          "from",
          "invalid_value",
          "The period is too long. Request at most " + LONGEST.toDays() + " days.");
    }
    Map<RollupAxis, String> values = new EnumMap<>(RollupAxis.class);
    for (RollupAxis dimension : RollupAxis.values()) {
      String value = request.asked(dimension.column());
      if (value != null) {
        values.put(dimension, dimension == RollupAxis.HELD_OUT ? flag(value) : value);
      }
    }
    return new RollupFilter(
        by.orgId(),
        by.seesAll() ? null : by.userId(),
        values,
        RollupTime.hour(start),
        RollupTime.endHour(end));
  }

  private static String flag(String value) {
    return value.equals("true") ? "1" : "0";
  }

  /** Returns what is asked to be grouped by; null for nothing. */
  static @Nullable RollupAxis groupBy(AdminRequest request) {
    String by = request.asked("by");
    return by == null || by.equals("none")
        ? null
        : RollupAxis.valueOf(by.toUpperCase(java.util.Locale.ROOT));
  }

  /** Returns a group's label as people read it. */
  static String label(RollupAxis by, String value) {
    return by == RollupAxis.HELD_OUT ? Boolean.toString(value.equals("1")) : value;
  }

  static ObjectNode times(RollupFilter filter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("from", filter.from().toString())
        .put("to", filter.to().toString());
  }
}
