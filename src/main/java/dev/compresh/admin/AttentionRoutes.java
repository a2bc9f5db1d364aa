package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.oneOf;
import static dev.compresh.admin.api.Schema.orNull;
import static dev.compresh.admin.api.Schema.text;
import static dev.compresh.admin.api.Schema.time;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyState;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import dev.compresh.budget.Caps;
import dev.compresh.budget.Scope;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.Standing;
import dev.compresh.budget.Usd;
import dev.compresh.usage.RollupDimension;
import dev.compresh.usage.UsageMeasure;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What somebody should look at: keys that expire, budgets near their cap, prices missing. */
public final class AttentionRoutes {
  private static final Duration SOON = Duration.ofDays(7);
  private static final int MOST = 100;
  private static final int CAPS = 500;
  private static final int KEYS = 10_000;
  private static final int NEAR_PERCENT = 80;
  private static final Schema.Obj NOTE =
      object(
          "AttentionNote",
          field("code", text(), "what it is about, as key_expires"),
          field("severity", oneOf("warning", "error"), "how bad it is"),
          field("subject", text(), "the id or name of what is meant"),
          field("text", text(), "what is wrong and what to do"),
          field("at", orNull(time()), "when it happens; null where it is so now"),
          field("link", orNull(text()), "the page where it can be changed"));
  private static final Schema.Obj NOTES =
      object("AttentionNotes", field("data", new Schema.Many(NOTE, MOST), "worst first"));

  private final Sources sources;
  private final InstantSource clock;

  /**
   * Where notes come from.
   *
   * @param coolingDown names of providers that are left alone for a while
   * @param lost usage events that could not be stored since the start
   */
  public record Sources(
      KeyAdmin keys,
      Caps caps,
      RollupReports reports,
      Supplier<List<String>> coolingDown,
      LongSupplier lost) {}

  /** One note. */
  private record Note(
      String code,
      boolean error,
      String subject,
      String text,
      @Nullable Instant at,
      @Nullable String link) {}

  public AttentionRoutes(Sources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
                "/admin/v1/attention",
                Permission.MEMBER,
                "What needs attention: of one's own, of the organisation, of the installation.")
            .inOrg()
            .answers(200, NOTES)
            .does(this::notes));
  }

  private Answer notes(AdminRequest request) {
    Principal by = request.member();
    RollupFilter recent = RollupQuery.read(request, clock);
    List<Note> notes = new ArrayList<>();
    if (by.operator()) {
      installation(notes);
    }
    List<ApiKey> keys =
        sources.keys.list(by, by.seesAll() ? null : by.userId(), null, KEYS).stream()
            .filter(key -> key.state() == KeyState.ACTIVE)
            .toList();
    budgets(notes, by, keys);
    expiring(notes, keys);
    prices(notes, recent);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode data = json.putArray("data");
    notes.stream()
        .sorted((a, b) -> Boolean.compare(b.error, a.error))
        .limit(MOST)
        .forEach(note -> put(data.addObject(), note));
    return Answer.ok(json);
  }

  private static void put(ObjectNode json, Note note) {
    json.put("code", note.code);
    json.put("severity", note.error ? "error" : "warning");
    json.put("subject", note.subject);
    json.put("text", note.text);
    json.put("at", note.at == null ? null : note.at.toString());
    json.put("link", note.link);
  }

  private void installation(List<Note> notes) {
    for (String provider : sources.coolingDown.get()) {
      notes.add(
          new Note(
              "provider_cooling_down",
              true,
              provider,
              "The provider '" + provider + "' failed and is not asked for a while.",
              null,
              "providers"));
    }
    long lost = sources.lost.getAsLong();
    if (lost > 0) {
      notes.add(
          new Note(
              "usage_not_storable",
              true,
              "usage",
              lost + " requests could not be recorded. Check the disk of the data folder.",
              null,
              "settings"));
    }
  }

  private void budgets(List<Note> notes, Principal by, List<ApiKey> keys) {
    Set<String> keyIds = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Set<String> userIds = new HashSet<>(Set.of(by.userId()));
    if (by.seesAll()) {
      keys.forEach(key -> userIds.add(key.userId()));
    }
    near(notes, Scope.ORG, by.seesAll() ? Set.of(by.orgId()) : Set.of());
    near(notes, Scope.USER, userIds);
    near(notes, Scope.KEY, keyIds);
  }

  private void near(List<Note> notes, Scope scope, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    sources.caps.all(scope).stream()
        .map(SpendCap::id)
        .filter(ids::contains)
        .limit(CAPS)
        .forEach(
            id ->
                sources
                    .caps
                    .standing(scope, id, now)
                    .filter(standing -> isNear(standing))
                    .ifPresent(standing -> notes.add(budget(scope, id, standing))));
  }

  private static boolean isNear(Standing standing) {
    return standing.spent() > 0
        && standing.spent() >= Math.ceilDiv(standing.cap().micros() * NEAR_PERCENT, 100L);
  }

  private static Note budget(Scope scope, String id, Standing standing) {
    boolean used = standing.remaining() == 0;
    return new Note(
        "budget_near_cap",
        used,
        id,
        (used ? "The budget of " : "More than 80 % of the budget of ")
            + scope.label()
            + " "
            + id
            + " is used: "
            + Usd.text(standing.spent())
            + " of "
            + Usd.text(standing.cap().micros())
            + " USD.",
        standing.resets(),
        "keys");
  }

  private void expiring(List<Note> notes, List<ApiKey> keys) {
    Instant now = clock.instant();
    for (ApiKey key : keys) {
      Instant end = key.expires();
      if (end != null && end.isAfter(now) && end.isBefore(now.plus(SOON))) {
        notes.add(
            new Note(
                "key_expires",
                false,
                key.id(),
                "The key '" + key.description() + "' expires soon. Extend it or make a new one.",
                end,
                "keys"));
      }
    }
  }

  private void prices(List<Note> notes, RollupFilter recent) {
    sources
        .reports
        .groups(recent, RollupDimension.MODEL)
        .forEach(
            (model, sums) -> {
              long unpriced = sums.get(UsageMeasure.METERED_UNPRICED);
              if (unpriced > 0) {
                notes.add(
                    new Note(
                        "price_missing",
                        false,
                        model,
                        "The catalogue has no price for '"
                            + model
                            + "': "
                            + unpriced
                            + " requests of the last 7 days count as free.",
                        null,
                        "models"));
              }
            });
  }
}
