package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.ApiKey;
import dev.compresh.account.DeniedException;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyState;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapStatus;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.SpendTotals;
import dev.compresh.budget.UsdAmount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keys as the API shows them, with what they have used. */
public final class KeyFigures {
  private static final JsonSchema.TextSchema PERIOD =
      oneOf(Arrays.stream(BudgetPeriod.values()).map(BudgetPeriod::label).toList());

  private static final JsonSchema.ObjectSchema CAP =
      object(
          "KeySpendCap",
          field("micros", count(), "spend cap per period"),
          field("period", PERIOD, "reset period"),
          field("spent_micros", count(), "micro-USD spent in the current period"),
          field("remaining_micros", count(), "micro-USD left in the current period"),
          field("resets_at", orNull(time()), "time of the next reset; null for never"),
          field("warning", flag(), "whether 90 % of the cap is used"));

  /** Fields of a body that set a key's budget. */
  static final JsonSchema.SchemaField[] BUDGET = {
    optional(
        "spend_cap_micros",
        orNull(whole(0, 1_000_000_000_000_000L)),
        "spend cap per period in micro-USD; null for no cap"),
    optional(
        "spend_cap_period",
        PERIOD,
        "reset period of the cap (at 00:00 UTC); requires spend_cap_micros; default: none")
  };

  static final JsonSchema.ObjectSchema KEY =
      object(
          "Key",
          field("id", text(), "public id of the key"),
          field("org_id", text(), "id of the organisation"),
          field("user_id", text(), "id of the user who owns the key"),
          field("description", text(), "description of the key"),
          field("last4", text(), "last four characters of the key"),
          field("state", oneOf("active", "expired", "deactivated", "revoked"), "current state"),
          field("created_at", time(), "creation time"),
          field("expires_at", orNull(time()), "expiry time; null for never"),
          field("last_used_at", orNull(time()), "time of the last use; null for never"),
          field(
              "requests_per_minute",
              orNull(count()),
              "requests per minute; null for the installation's limit"),
          field(
              "allowed_models",
              many(text()),
              "allowed models; empty for those of the organisation"),
          field("tags", many(text()), "default tags, used for names that a request does not send"),
          field("mode", orNull(text()), "compression mode; null for the default"),
          field("objective", orNull(text()), "compression objective; null for the default"),
          field(
              "cache",
              orNull(text()),
              "handling of the provider's prompt cache; null for the default"),
          field("spend_cap", orNull(CAP), "spend cap; null if there is none"),
          field("spend_micros", count(), "total spend in micro-USD"),
          field("requests", count(), "number of requests"),
          field("original_tokens", count(), "tokens of the original prompts"),
          field("optimized_tokens", count(), "tokens of the forwarded prompts"),
          field("saved_tokens", count(), "original minus forwarded tokens"),
          field("output_tokens", count(), "output tokens"));

  private final CapTable capTable;
  private final SpendReports spending;
  private final InstantSource clock;

  public KeyFigures(CapTable capTable, SpendReports spending, InstantSource clock) {
    this.capTable = capTable;
    this.spending = spending;
    this.clock = clock;
  }

  /**
   * Sets the budget that the body asks for, in the transaction of the key's change. A member can
   * neither raise nor remove one that is there.
   */
  KeyAdmin.KeyChangeExtension budget(Principal by, JsonBody body) {
    if (!body.has("spend_cap_micros")) {
      if (body.has("spend_cap_period")) {
        throw ApiException.invalid(
            "spend_cap_micros",
            "missing_parameter",
            "'spend_cap_period' requires 'spend_cap_micros'. Send both.");
      }
      return KeyAdmin.KeyChangeExtension.NOTHING;
    }
    if (body.isNull("spend_cap_micros")) {
      return (handle, key) -> {
        if (!by.seesAll() && CapTable.get(handle, BudgetScope.KEY, key.id()).isPresent()) {
          throw wider();
        }
        return CapTable.remove(handle, BudgetScope.KEY, key.id())
            ? Map.of("spend_cap", "none")
            : Map.of();
      };
    }
    BudgetPeriod budgetPeriod =
        BudgetPeriod.named(body.text("spend_cap_period", "none")).orElse(BudgetPeriod.NONE);
    long micros = body.number("spend_cap_micros", 0);
    return (handle, key) -> {
      SpendCap cap = new SpendCap(BudgetScope.KEY, key.id(), micros, budgetPeriod);
      if (!by.seesAll()
          && CapTable.get(handle, BudgetScope.KEY, key.id()).filter(cap::mayExceed).isPresent()) {
        throw wider();
      }
      CapTable.set(handle, cap);
      return Map.of("spend_cap", UsdAmount.text(micros) + " USD, " + budgetPeriod.label());
    };
  }

  private static DeniedException wider() {
    return DeniedException.rights("Members can lower a key's spend cap, not raise or remove it.");
  }

  ObjectNode json(ApiKey key) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", key.id());
    json.put("org_id", key.orgId());
    json.put("user_id", key.userId());
    json.put("description", key.description());
    json.put("last4", key.last4());
    boolean expired = key.state() == KeyState.ACTIVE && key.expired(clock.instant());
    json.put("state", expired ? "expired" : key.state().label());
    json.put("created_at", key.created().toString());
    json.put("expires_at", shown(key.expires()));
    json.put("last_used_at", shown(key.lastUsed()));
    json.put("requests_per_minute", key.requestsPerMinute() == 0 ? null : key.requestsPerMinute());
    key.models().forEach(json.putArray("allowed_models")::add);
    key.tags().forEach(json.putArray("tags")::add);
    json.put("mode", key.mode());
    json.put("objective", key.objective());
    json.put("cache", key.cache());
    SpendTotals used = spending.total(BudgetScope.KEY, key.id());
    json.set(
        "spend_cap",
        capTable
            .standing(BudgetScope.KEY, key.id(), clock.instant())
            .<JsonNode>map(KeyFigures::cap)
            .orElse(JsonNodeFactory.instance.nullNode()));
    json.put("spend_micros", used.cost());
    json.put("requests", used.requests());
    json.put("original_tokens", used.original());
    json.put("optimized_tokens", used.forwarded());
    json.put("saved_tokens", used.saved());
    json.put("output_tokens", used.output());
    return json;
  }

  private static ObjectNode cap(CapStatus capStatus) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("micros", capStatus.cap().micros());
    json.put("period", capStatus.cap().period().label());
    json.put("spent_micros", capStatus.spent());
    json.put("remaining_micros", capStatus.remaining());
    json.put("resets_at", shown(capStatus.resets()));
    json.put("warning", capStatus.warning());
    return json;
  }

  private static @Nullable String shown(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
