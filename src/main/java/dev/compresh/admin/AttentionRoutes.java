package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyState;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapStatus;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.UsdAmount;
import dev.compresh.observe.ClientSavings;
import dev.compresh.usage.RollupAxis;
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

/** Lists what needs attention: keys that expire, budgets near their cap, prices missing. */
public final class AttentionRoutes {
  private static final Duration SOON = Duration.ofDays(7);
  private static final int MOST = 100;
  private static final int CAPS = 500;
  private static final int KEYS = 10_000;
  private static final int NEAR_PERCENT = 80;
  private static final JsonSchema.ObjectSchema NOTE =
      object(
          "AttentionNote",
          field("code", text(), "kind of item, such as key_expires"),
          field("severity", oneOf("warning", "error"), "severity"),
          field("subject", text(), "id or name of the affected object"),
          field("text", text(), "problem and recommended action"),
          field("at", orNull(time()), "time at which it happens; null for now"),
          field("link", orNull(text()), "dashboard page on which to resolve it"));
  private static final JsonSchema.ObjectSchema NOTES =
      object(
          "AttentionNotes",
          field("data", new JsonSchema.ArraySchema(NOTE, MOST), "most severe first"));

  private final AttentionSources attentionSources;
  private final InstantSource clock;

  /**
   * The sources of attention items.
   *
   * @param coolingDown names of providers that are left alone for a while
   * @param lost usage events that could not be stored since the start
   * @param clients clients whose tool results may not be recognized
   */
  public record AttentionSources(
      KeyAdmin keys,
      CapTable caps,
      RollupReports reports,
      Supplier<List<String>> coolingDown,
      LongSupplier lost,
      Supplier<List<ClientSavings.ClientHint>> clients) {}

  /** One note. */
  private record AttentionNote(
      String code,
      boolean error,
      String subject,
      String text,
      @Nullable Instant at,
      @Nullable String link) {}

  public AttentionRoutes(AttentionSources attentionSources, InstantSource clock) {
    this.attentionSources = attentionSources;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/attention",
                RoutePermission.MEMBER,
                "List items that need attention: the caller's own, the organisation's and the installation's.")
            .inOrg()
            .answers(200, NOTES)
            .does(this::notes));
  }

  private ApiAnswer notes(AdminRequest request) {
    Principal by = request.member();
    RollupFilter recent = RollupQuery.read(request, clock);
    List<AttentionNote> notes = new ArrayList<>();
    if (by.operator()) {
      installation(notes);
      clients(notes);
    }
    List<ApiKey> keys =
        attentionSources.keys.list(by, by.seesAll() ? null : by.userId(), null, KEYS).stream()
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
        .forEach(attentionNote -> put(data.addObject(), attentionNote));
    return ApiAnswer.ok(json);
  }

  private static void put(ObjectNode json, AttentionNote attentionNote) {
    json.put("code", attentionNote.code);
    json.put("severity", attentionNote.error ? "error" : "warning");
    json.put("subject", attentionNote.subject);
    json.put("text", attentionNote.text);
    json.put("at", attentionNote.at == null ? null : attentionNote.at.toString());
    json.put("link", attentionNote.link);
  }

  private void installation(List<AttentionNote> notes) {
    for (String provider : attentionSources.coolingDown.get()) {
      notes.add(
          new AttentionNote(
              "provider_cooling_down",
              true,
              provider,
              "The provider '" + provider + "' failed and is cooling down.",
              null,
              "providers"));
    }
    long lost = attentionSources.lost.getAsLong();
    if (lost > 0) {
      notes.add(
          new AttentionNote(
              "usage_not_storable",
              true,
              "usage",
              lost + " requests could not be recorded. Check the disk of the data folder.",
              null,
              "settings"));
    }
  }

  private void clients(List<AttentionNote> notes) {
    for (ClientSavings.ClientHint hint : attentionSources.clients.get()) {
      notes.add(
          new AttentionNote(
              "client_not_recognized", false, "client " + hint.client(), hint.text(), null, null));
    }
  }

  private void budgets(List<AttentionNote> notes, Principal by, List<ApiKey> keys) {
    Set<String> keyIds = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Set<String> userIds = new HashSet<>(Set.of(by.userId()));
    if (by.seesAll()) {
      keys.forEach(key -> userIds.add(key.userId()));
    }
    nearCaps(notes, BudgetScope.ORG, by.seesAll() ? Set.of(by.orgId()) : Set.of());
    nearCaps(notes, BudgetScope.USER, userIds);
    nearCaps(notes, BudgetScope.KEY, keyIds);
  }

  private void nearCaps(List<AttentionNote> notes, BudgetScope budgetScope, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    attentionSources.caps.all(budgetScope).stream()
        .map(SpendCap::id)
        .filter(ids::contains)
        .limit(CAPS)
        .forEach(
            id ->
                attentionSources
                    .caps
                    .standing(budgetScope, id, now)
                    .filter(capStatus -> isNear(capStatus))
                    .ifPresent(capStatus -> notes.add(budget(budgetScope, id, capStatus))));
  }

  private static boolean isNear(CapStatus capStatus) {
    return capStatus.spent() > 0
        && capStatus.spent() >= Math.ceilDiv(capStatus.cap().micros() * NEAR_PERCENT, 100L);
  }

  private static AttentionNote budget(BudgetScope budgetScope, String id, CapStatus capStatus) {
    boolean used = capStatus.remaining() == 0;
    return new AttentionNote(
        "budget_near_cap",
        used,
        id,
        (used ? "The budget of " : "More than 80 % of the budget of ")
            + budgetScope.label()
            + " "
            + id
            + " is used: "
            + UsdAmount.text(capStatus.spent())
            + " of "
            + UsdAmount.text(capStatus.cap().micros())
            + " USD.",
        capStatus.resets(),
        "keys");
  }

  private void expiring(List<AttentionNote> notes, List<ApiKey> keys) {
    Instant now = clock.instant();
    for (ApiKey key : keys) {
      Instant end = key.expires();
      if (end != null && end.isAfter(now) && end.isBefore(now.plus(SOON))) {
        notes.add(
            new AttentionNote(
                "key_expires",
                false,
                key.id(),
                "The key '" + key.description() + "' expires soon. Extend it or create a new key.",
                end,
                "keys"));
      }
    }
  }

  private void prices(List<AttentionNote> notes, RollupFilter recent) {
    attentionSources
        .reports
        .groups(recent, RollupAxis.MODEL)
        .forEach(
            (model, sums) -> {
              long unpriced = sums.get(UsageMeasure.METERED_UNPRICED);
              if (unpriced > 0) {
                notes.add(
                    new AttentionNote(
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
