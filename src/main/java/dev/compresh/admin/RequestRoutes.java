package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.AccountNames;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.report.RequestFilter;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.RequestPlace;
import dev.compresh.usage.report.RollupFilter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The log of requests: figures and names, never text. */
public final class RequestRoutes {
  private final RequestLog log;
  private final AccountNames names;
  private final InstantSource clock;

  public RequestRoutes(RequestLog log, AccountNames names, InstantSource clock) {
    this.log = log;
    this.names = names;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        RollupQuery.declare(
                AdminRoute.get(
                    "/admin/v1/requests",
                    RoutePermission.MEMBER,
                    "List requests, newest first. A page can have fewer entries than the limit although more follow."))
            .query("session_id", text(1, 200), "id of one session")
            .query("min_cost_micros", count(), "minimum cost in micro-USD")
            .query("q", text(1, 100), "one request id, regardless of the period")
            .paged()
            .answers(200, JsonSchema.page(RequestJson.ROW))
            .does(this::list),
        AdminRoute.get(
                "/admin/v1/requests/{id}",
                RoutePermission.MEMBER,
                "Get all details of a request, without its texts.")
            .inOrg()
            .answers(200, RequestJson.DETAIL)
            .does(this::get));
  }

  private ApiAnswer list(AdminRequest request) {
    RollupFilter range = RollupQuery.read(request, clock);
    String asked = request.asked("q");
    if (asked != null) {
      UsageEvent found = log.find(range, asked.strip());
      return page(range, found == null ? List.of() : List.of(found), null);
    }
    String cost = request.asked("min_cost_micros");
    RequestLog.LogPage found =
        log.page(
            new RequestFilter(
                range,
                request.asked("session_id"),
                cost == null ? 0 : Long.parseLong(cost),
                parseCursor(request.cursor())),
            request.limit());
    return page(range, found.events(), found.next());
  }

  private static @Nullable RequestPlace parseCursor(@Nullable String cursor) {
    return cursor == null
        ? null
        : RequestPlace.read(cursor)
            .orElseThrow(
                () ->
                    ApiException.invalid(
                        "cursor",
                        "invalid_value",
                        "'cursor' is not valid. Send the 'next_cursor' of the previous page."));
  }

  private ApiAnswer page(RollupFilter range, List<UsageEvent> events, @Nullable RequestPlace next) {
    Map<String, String> keys =
        names.keys(range.orgId(), events.stream().map(event -> event.caller().keyId()).toList());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode data = json.putArray("data");
    events.forEach(event -> data.add(RequestJson.row(event, keys.get(event.caller().keyId()))));
    json.put("next_cursor", next == null ? null : next.text());
    return ApiAnswer.ok(json);
  }

  private ApiAnswer get(AdminRequest request) {
    RollupFilter scope = RollupQuery.read(request, clock);
    UsageEvent event = log.find(scope, request.pathValue("id"));
    if (event == null) {
      throw ApiException.notFound("request");
    }
    String keyId = event.caller().keyId();
    return ApiAnswer.ok(
        RequestJson.detail(event, names.keys(scope.orgId(), List.of(keyId)).get(keyId)));
  }
}
