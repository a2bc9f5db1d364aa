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
          field("micros", count(), "what may be spent per period"),
          field("period", PERIOD, "when it begins anew"),
          field("spent_micros", count(), "in this period"),
          field("remaining_micros", count(), "in this period"),
          field("resets_at", orNull(time()), "null for never"),
          field("warning", flag(), "whether nine tenths are used"));

  /** What a body says of a key's budget. */
  static final JsonSchema.SchemaField[] BUDGET = {
    optional(
        "spend_cap_micros",
        orNull(whole(0, 1_000_000_000_000_000L)),
        "what may be spent per period, in micro-USD; null for no cap"),
    optional(
        "spend_cap_period",
        PERIOD,
        "when the cap begins anew, 00:00 UTC; goes with spend_cap_micros; none where missing")
  };

  static final JsonSchema.ObjectSchema KEY =
      object(
          "Key",
          field("id", text(), "its public id"),
          field("org_id", text(), "the organisation"),
          field("user_id", text(), "whose it is"),
          field("description", text(), "what it is for"),
          field("last4", text(), "its last four characters"),
          field("state", oneOf("active", "expired", "deactivated", "revoked"), "as it is now"),
          field("created_at", time(), "when it was made"),
          field("expires_at", orNull(time()), "null for never"),
          field("last_used_at", orNull(time()), "null for never"),
          field("requests_per_minute", orNull(count()), "null for the installation's limit"),
          field("allowed_models", many(text()), "empty for the organisation's"),
          field("tags", many(text()), "of requests that send none of these names"),
          field("mode", orNull(text()), "null for the default"),
          field("objective", orNull(text()), "null for the default"),
          field("cache", orNull(text()), "null for the default"),
          field("spend_cap", orNull(CAP), "null where it has none"),
          field("spend_micros", count(), "so far, in micro-USD"),
          field("requests", count(), "so far"),
          field("original_tokens", count(), "of prompts as clients sent them"),
          field("optimized_tokens", count(), "of prompts as providers got them"),
          field("saved_tokens", count(), "the difference"),
          field("output_tokens", count(), "of answers"));

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
            "spend_cap_micros", "missing_parameter", "A period goes with 'spend_cap_micros'.");
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
