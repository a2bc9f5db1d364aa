package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapStatus;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.OwnerLookup;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.UsdAmount;
import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spend caps of keys, users and organisations. Nobody sets one that binds themselves: an
 * organisation's is the operator's, a user's own is for others of the organisation's admins, unless
 * they are owners.
 */
public final class BudgetRoutes {
  private static final JsonSchema.TextSchema PERIOD = oneOf("none", "day", "month");

  private static final JsonSchema.ObjectSchema BUDGET =
      object(
          "Budget",
          field("scope", oneOf("key", "user", "org"), "scope of the budget"),
          field("id", text(), "id of the key, user or organisation"),
          field(
              "cap_micros",
              orNull(count()),
              "cap in micro-USD per period; null if there is no cap"),
          field(
              "period",
              orNull(PERIOD),
              "reset period: none, day (00:00 UTC) or month (on the 1st)"),
          field(
              "spent_micros",
              count(),
              "micro-USD spent in the current period, or in total if there is no cap"),
          field(
              "remaining_micros", orNull(count()), "remaining micro-USD; null if there is no cap"),
          field("warning", flag(), "whether 90 % of the cap is used"),
          field("resets_at", orNull(time()), "time of the next reset; null for never"));

  private static final JsonSchema.ObjectSchema CHOICE =
      object(
          "BudgetChoice",
          field("cap_micros", whole(0, 1_000_000_000_000_000L), "cap in micro-USD per period"),
          field("period", PERIOD, "reset period"));

  private final Database database;
  private final CapTable capTable;
  private final SpendReports spending;
  private final OwnerLookup ownerLookup;
  private final AuditLog auditLog;
  private final InstantSource clock;

  public BudgetRoutes(Database database, AuditLog auditLog, InstantSource clock) {
    this.database = database;
    this.capTable = new CapTable(database);
    this.spending = new SpendReports(database);
    this.ownerLookup = new OwnerLookup(database);
    this.auditLog = auditLog;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    List<AdminRoute> routes = new ArrayList<>();
    for (BudgetScope budgetScope : BudgetScope.values()) {
      String whose = "/admin/v1/budgets/" + label(budgetScope) + "s/{id}";
      String what = " of " + (budgetScope == BudgetScope.ORG ? "an " : "a ");
      String name = what + budgetScope.label() + ".";
      RoutePermission may =
          budgetScope == BudgetScope.ORG ? RoutePermission.OPERATOR : RoutePermission.ADMIN;
      routes.add(
          AdminRoute.get(whose, RoutePermission.MEMBER, "Get the budget" + name)
              .inOrg()
              .answers(200, BUDGET)
              .does(request -> show(request, budgetScope)));
      routes.add(
          AdminRoute.put(whose, may, "Set the budget" + name)
              .inOrg()
              .takes(CHOICE)
              .answers(200, BUDGET)
              .does(request -> set(request, budgetScope)));
      routes.add(
          AdminRoute.delete(whose, may, "Remove the budget" + name)
              .inOrg()
              .does(request -> remove(request, budgetScope)));
    }
    return routes;
  }

  private record BudgetTarget(BudgetScope scope, String id, OwnerLookup.ResourceOwner owner) {}

  private ApiAnswer show(AdminRequest request, BudgetScope budgetScope) {
    Principal by = request.member();
    BudgetTarget budgetTarget = target(request, budgetScope, by);
    if (!by.seesAll() && !budgetTarget.owner.userId().equals(by.userId())) {
      throw ApiException.notFound("budget");
    }
    return ApiAnswer.ok(json(budgetTarget));
  }

  private ApiAnswer set(AdminRequest request, BudgetScope budgetScope) {
    Principal by = request.member();
    BudgetTarget budgetTarget = changeable(request, budgetScope, by);
    BudgetPeriod budgetPeriod =
        BudgetPeriod.named(request.body().text("period")).orElse(BudgetPeriod.NONE);
    SpendCap cap =
        new SpendCap(
            budgetTarget.scope,
            budgetTarget.id,
            request.body().number("cap_micros", 0),
            budgetPeriod);
    Map<String, String> detail =
        Map.of("cap_usd", UsdAmount.text(cap.micros()), "period", budgetPeriod.label());
    database.commit(
        handle -> {
          CapTable.set(handle, cap);
          auditLog.record(
              handle,
              by.actor(),
              by.orgId(),
              "budget.set",
              label(budgetTarget.scope),
              budgetTarget.id,
              detail);
          return true;
        });
    return ApiAnswer.ok(json(budgetTarget));
  }

  private ApiAnswer remove(AdminRequest request, BudgetScope budgetScope) {
    Principal by = request.member();
    BudgetTarget budgetTarget = changeable(request, budgetScope, by);
    boolean there =
        database.commit(
            handle -> {
              boolean removed = CapTable.remove(handle, budgetTarget.scope, budgetTarget.id);
              if (removed) {
                auditLog.record(
                    handle,
                    by.actor(),
                    by.orgId(),
                    "budget.remove",
                    label(budgetTarget.scope),
                    budgetTarget.id,
                    Map.of());
              }
              return removed;
            });
    if (!there) {
      throw ApiException.notFound("budget");
    }
    return ApiAnswer.none();
  }

  private BudgetTarget changeable(AdminRequest request, BudgetScope budgetScope, Principal by) {
    BudgetTarget budgetTarget = target(request, budgetScope, by);
    boolean own = budgetTarget.owner.userId().equals(by.userId()) && !by.role().atLeast(Role.OWNER);
    if (own) {
      throw ApiException.forbidden(
          "not_allowed", "You can't change a budget that applies to yourself. Ask another admin.");
    }
    if (budgetTarget.owner.role().equals(Role.OWNER.name()) && !by.role().atLeast(Role.OWNER)) {
      throw ApiException.forbidden("not_allowed", "Only an owner can set an owner's budgets.");
    }
    return budgetTarget;
  }

  private BudgetTarget target(AdminRequest request, BudgetScope budgetScope, Principal by) {
    OwnerLookup.ResourceOwner resourceOwner =
        ownerLookup.find(budgetScope, request.pathValue("id")).orElse(null);
    if (resourceOwner == null || !resourceOwner.orgId().equals(by.orgId())) {
      throw ApiException.notFound(budgetScope.label());
    }
    return new BudgetTarget(budgetScope, request.pathValue("id"), resourceOwner);
  }

  private static String label(BudgetScope budgetScope) {
    return budgetScope.name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode json(BudgetTarget budgetTarget) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("scope", label(budgetTarget.scope));
    json.put("id", budgetTarget.id);
    CapStatus capStatus =
        capTable.standing(budgetTarget.scope, budgetTarget.id, clock.instant()).orElse(null);
    if (capStatus == null) {
      json.putNull("cap_micros").putNull("period");
      json.put("spent_micros", spending.total(budgetTarget.scope, budgetTarget.id).cost());
      json.putNull("remaining_micros").put("warning", false).putNull("resets_at");
      return json;
    }
    json.put("cap_micros", capStatus.cap().micros());
    json.put("period", capStatus.cap().period().label());
    json.put("spent_micros", capStatus.spent());
    json.put("remaining_micros", capStatus.remaining());
    json.put("warning", capStatus.warning());
    json.put("resets_at", capStatus.resets() == null ? null : capStatus.resets().toString());
    return json;
  }
}
