package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.AccountSearch;
import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.session.Session;
import dev.compresh.session.SessionReports;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.UsageNames;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds a key, session, request, model or user by what somebody types. */
public final class SearchRoutes {
  private static final int EACH = 5;
  private static final int MOST = 4 * EACH + 1;
  private static final int KEYS = 10_000;
  private static final JsonSchema.ObjectSchema MATCH =
      object(
          "SearchMatch",
          field("kind", oneOf("key", "session", "request", "model", "user"), "type of the object"),
          field("id", text(), "id of the object"),
          field("label", text(), "display name"),
          field("detail", text(), "additional description"),
          field("key_id", orNull(text()), "id of the session's key; null for other types"));
  private static final JsonSchema.ObjectSchema MATCHES =
      object("SearchMatches", field("data", new JsonSchema.ArraySchema(MATCH, MOST), "results"));

  private final AccountSearch accounts;
  private final KeyAdmin keys;
  private final SessionReports sessions;
  private final RequestLog log;
  private final UsageNames names;
  private final InstantSource clock;

  public SearchRoutes(
      AccountSearch accounts,
      KeyAdmin keys,
      SessionReports sessions,
      RequestLog log,
      UsageNames names,
      InstantSource clock) {
    this.accounts = accounts;
    this.keys = keys;
    this.sessions = sessions;
    this.log = log;
    this.names = names;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/search",
                RoutePermission.MEMBER,
                "Search keys, sessions, requests, models and users by a part of their name.")
            .inOrg()
            .query("q", text(1, 100), "search text; no results if missing")
            .answers(200, MATCHES)
            .does(this::search));
  }

  private ApiAnswer search(AdminRequest request) {
    String asked = request.asked("q");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode data = json.putArray("data");
    if (asked == null || asked.isBlank()) {
      return ApiAnswer.ok(json);
    }
    String text = asked.strip();
    Principal by = request.member();
    RollupFilter scope = RollupQuery.read(request, clock);
    accounts
        .keys(by.orgId(), scope.userId(), text, EACH)
        .forEach(key -> put(data, "key", key.id(), key.name(), key.id(), null));
    List<String> own =
        by.seesAll()
            ? null
            : keys.list(by, by.userId(), null, KEYS).stream().map(ApiKey::id).toList();
    for (Session session : sessions.beginning(by.orgId(), own, text, EACH)) {
      String id = session.key().id();
      put(data, "session", id, id, session.use().last().toString(), session.key().keyId());
    }
    UsageEvent found = log.find(scope, text);
    if (found != null) {
      String id = found.call().requestId();
      put(data, "request", found.id(), id, found.time().toString(), null);
    }
    names
        .find(scope, "model", text, EACH)
        .forEach(model -> put(data, "model", model, model, "", null));
    if (by.seesAll()) {
      accounts
          .users(by.orgId(), text, EACH)
          .forEach(user -> put(data, "user", user.id(), user.name(), user.id(), null));
    }
    return ApiAnswer.ok(json);
  }

  private static void put(
      ArrayNode data, String kind, String id, String label, String detail, @Nullable String keyId) {
    data.addObject()
        .put("kind", kind)
        .put("id", id)
        .put("label", label)
        .put("detail", detail)
        .put("key_id", keyId);
  }
}
