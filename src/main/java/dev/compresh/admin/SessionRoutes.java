package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.compression.topics.CloudBytes;
import dev.compresh.compression.topics.TagCloud;
import dev.compresh.dialect.Usage;
import dev.compresh.session.Session;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionPlace;
import dev.compresh.session.SessionReports;
import dev.compresh.session.SessionState;
import dev.compresh.session.SessionUse;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.SessionCosts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Conversations: their figures turn by turn and their terms, never their text. */
public final class SessionRoutes {
  private static final int TERMS = 64;
  private static final int KEYS = 10_000;
  private static final int MOST = 1_000;

  private static final JsonSchema.ObjectSchema SESSION =
      object(
          "Session",
          field("id", text(), "session id, as in the header X-Compresh-Session-Id"),
          field("key_id", text(), "id of its key"),
          field("first_seen_at", time(), "time of the first request"),
          field("last_seen_at", time(), "time of the last request"),
          field("requests", count(), "number of requests"),
          field("turns", count(), "number of turns"),
          field("original_tokens", count(), "tokens of the original prompts"),
          field("optimized_tokens", count(), "tokens of the forwarded prompts"),
          field("saved_tokens", anyWhole(), "original minus forwarded tokens"),
          field("cache_read_tokens", count(), "tokens read from provider caches"),
          field("cost_micros", count(), "cost in micro-USD of the stored requests"),
          field("net_saving_micros", anyWhole(), "micro-USD, likewise"),
          field("busts", count(), "stored requests that broke the cached prefix (cache busts)"));

  private static final JsonSchema.ObjectSchema TURN =
      object(
          "SessionTurn",
          field("id", text(), "id of the log entry"),
          field("time", time(), "time of the request"),
          field("model", text(), "model as named by the client"),
          field("status", count(), "HTTP status sent to the client"),
          field("original_tokens", count(), "tokens of the original prompt"),
          field("optimized_tokens", count(), "tokens of the forwarded prompt"),
          field("saved_tokens", anyWhole(), "original minus forwarded tokens"),
          field("input_tokens", count(), "uncached input tokens, as reported by the provider"),
          field("cache_read_tokens", count(), "tokens read from the provider's cache"),
          field("cache_write_tokens", count(), "tokens written to the provider's cache"),
          field("output_tokens", count(), "output tokens"),
          field("saved_by_layer", new JsonSchema.ByName(anyWhole()), "tokens saved by each layer"),
          field("provider", text(), "provider; empty if none was called"),
          field("mode", text(), "compression mode"),
          field("bust", flag(), "whether it broke the cached prefix (cache bust)"),
          field("cost_micros", count(), "cost in micro-USD at catalogue prices"),
          field("net_saving_micros", anyWhole(), "micro-USD"),
          field(
              "first_byte_micros",
              orNull(count()),
              "microseconds until the first byte; null if none arrived"),
          field("tags", JsonSchema.many(text()), "tags in the form name=value"));

  private static final JsonSchema.ObjectSchema TERM =
      object(
          "SessionTerm",
          field("term", text(), "term of the conversation"),
          field("weight", count(), "weight in percent of the heaviest term"));

  private final SessionReports sessions;
  private final RequestLog requests;
  private final SessionCosts costs;
  private final KeyAdmin keys;

  public SessionRoutes(
      SessionReports sessions, RequestLog requests, SessionCosts costs, KeyAdmin keys) {
    this.sessions = sessions;
    this.requests = requests;
    this.costs = costs;
    this.keys = keys;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/sessions",
                RoutePermission.MEMBER,
                "List sessions, most recently used first.")
            .inOrg()
            .query("key_id", text(1, 40), "id of one key")
            .query("q", text(1, 200), "prefix of session ids")
            .paged()
            .answers(200, JsonSchema.page(SESSION))
            .does(this::list),
        AdminRoute.get(
                "/admin/v1/sessions/{key_id}/{id}",
                RoutePermission.MEMBER,
                "Get a session with its turns, without texts.")
            .inOrg()
            .answers(
                200,
                SESSION.extend(
                    "SessionDetail",
                    field(
                        "history",
                        new JsonSchema.ArraySchema(TURN, MOST),
                        "requests, oldest first"),
                    field("terms", new JsonSchema.ArraySchema(TERM, TERMS), "tag cloud")))
            .does(this::get));
  }

  private ApiAnswer list(AdminRequest request) {
    Principal by = request.member();
    List<String> whose = keys(by, request.asked("key_id"));
    String begins = request.asked("q");
    List<Session> found =
        begins == null
            ? sessions.ofOrg(by.orgId(), whose, parseCursor(request.cursor()), request.limit() + 1)
            : sessions.beginning(by.orgId(), whose, begins, request.limit());
    Map<SessionCosts.SessionCostPlace, SessionCosts.SessionCost> spent =
        costs.find(found.stream().map(SessionRoutes::place).toList());
    return ListPage.build(
        found,
        request.limit(),
        session -> json(session, spent),
        session -> SessionPlace.of(session).text());
  }

  private static @Nullable SessionPlace parseCursor(@Nullable String cursor) {
    return cursor == null
        ? null
        : SessionPlace.read(cursor)
            .orElseThrow(
                () ->
                    ApiException.invalid(
                        "cursor",
                        "invalid_value",
                        "'cursor' is not valid. Send the 'next_cursor' of the previous page."));
  }

  /** The keys whose sessions are asked for; null for all of the organisation. */
  private @Nullable List<String> keys(Principal by, @Nullable String keyId) {
    if (keyId != null) {
      return keys.get(by, keyId).map(key -> List.of(key.id())).orElse(List.of());
    }
    return by.seesAll()
        ? null
        : keys.list(by, by.userId(), null, KEYS).stream().map(ApiKey::id).toList();
  }

  private ApiAnswer get(AdminRequest request) {
    SessionKey key = new SessionKey(request.pathValue("key_id"), request.pathValue("id"));
    Session session = keys.get(request.member(), key.keyId()).isEmpty() ? null : sessions.get(key);
    if (session == null) {
      throw ApiException.notFound("session");
    }
    ObjectNode json = json(session, costs.find(List.of(place(session))));
    ArrayNode history = json.putArray("history");
    requests.session(key.keyId(), key.id(), MOST).forEach(turn -> history.add(json(turn)));
    terms(json.putArray("terms"), key);
    return ApiAnswer.ok(json);
  }

  private void terms(ArrayNode terms, SessionKey key) {
    SessionState state = sessions.state(key);
    if (state == null) {
      return;
    }
    TagCloud cloud = CloudBytes.read(state.version(), state.bytes()).cloud();
    cloud
        .top(TERMS)
        .forEach(
            cloudTag ->
                terms
                    .addObject()
                    .put("term", cloudTag.form())
                    .put(
                        "weight",
                        Math.max(1, 100 * cloudTag.weight() / cloud.tags().getFirst().weight())));
  }

  private static SessionCosts.SessionCostPlace place(Session session) {
    return new SessionCosts.SessionCostPlace(session.key().keyId(), session.key().id());
  }

  private static ObjectNode json(
      Session session, Map<SessionCosts.SessionCostPlace, SessionCosts.SessionCost> costs) {
    SessionUse use = session.use();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", session.key().id());
    json.put("key_id", session.key().keyId());
    json.put("first_seen_at", use.first().toString());
    json.put("last_seen_at", use.last().toString());
    json.put("requests", use.requests());
    json.put("turns", use.turns());
    json.put("original_tokens", use.original());
    json.put("optimized_tokens", use.forwarded());
    json.put("saved_tokens", use.original() - use.forwarded());
    json.put("cache_read_tokens", use.cacheRead());
    SessionCosts.SessionCost sessionCost =
        costs.getOrDefault(place(session), SessionCosts.SessionCost.NONE);
    json.put("cost_micros", sessionCost.costMicros());
    json.put("net_saving_micros", sessionCost.netSavingMicros());
    json.put("busts", sessionCost.busts());
    return json;
  }

  private static ObjectNode json(UsageEvent turn) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    UsageEvent.EventPrompt eventPrompt = turn.prompt();
    Usage usage = turn.used();
    long firstByte = turn.timing().firstByte();
    json.put("id", turn.id());
    json.put("time", turn.time().toString());
    json.put("model", turn.call().model());
    json.put("status", turn.answer().status());
    json.put("original_tokens", eventPrompt.original());
    json.put("optimized_tokens", eventPrompt.forwarded());
    json.put("saved_tokens", eventPrompt.original() - eventPrompt.forwarded());
    json.put("input_tokens", usage.input());
    json.put("cache_read_tokens", usage.cacheRead());
    json.put("cache_write_tokens", usage.cacheWrite5m() + usage.cacheWrite1h());
    json.put("output_tokens", usage.output());
    ObjectNode layers = json.putObject("saved_by_layer");
    eventPrompt.savedByLayer().forEach(layers::put);
    json.put("provider", turn.call().provider());
    json.put("mode", turn.call().mode());
    json.put("bust", turn.accounting().bust());
    json.put("cost_micros", turn.bill().cost());
    json.put("net_saving_micros", turn.accounting().netMicros());
    json.put("first_byte_micros", firstByte < 0 ? null : (Long) firstByte);
    turn.detail().tags().forEach(json.putArray("tags")::add);
    return json;
  }
}
