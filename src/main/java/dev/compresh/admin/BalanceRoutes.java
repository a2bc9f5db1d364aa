package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.DeniedException;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.BillingPlan;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.LedgerEntry;
import dev.compresh.budget.LedgerEntry.EntryKind;
import dev.compresh.budget.OrgBilling;
import dev.compresh.budget.OwnerLookup;
import dev.compresh.budget.TopUps;
import dev.compresh.budget.UsdAmount;
import dev.compresh.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An organisation's balance and ledger, money added to it, and how it pays. */
public final class BalanceRoutes {
  private static final long MOST = 1_000_000_000_000_000L;

  private static final JsonSchema.ObjectSchema BALANCE =
      object(
          "Balance",
          field("org_id", text(), "id of the organisation"),
          field("balance_micros", anyWhole(), "balance in micro-USD; negative if money is owed"),
          field("prepaid", flag(), "whether requests are refused when the balance is used up"),
          field("plan", oneOf("tokens", "savings_share"), "billing plan"),
          field(
              "share_bps",
              whole(0, 10_000),
              "share of the saving that is charged, in basis points"));

  private static final JsonSchema.ObjectSchema ENTRY =
      object(
          "LedgerEntry",
          field("posting", text(), "id of the posting; the usage event for requests"),
          field(
              "kind",
              oneOf("usage", "top_up", "payment", "refund", "adjustment"),
              "kind of the entry"),
          field("amount_micros", anyWhole(), "micro-USD added; negative if deducted"),
          field("time", time(), "when"),
          field("actor", text(), "actor: user, key or service"),
          field("note", text(), "note"));

  private static final JsonSchema.ObjectSchema BILLING =
      object(
          "BillingChoice",
          optional("plan", oneOf("tokens", "savings_share"), "billing plan"),
          optional(
              "share_bps",
              whole(0, 10_000),
              "share of the saving that is charged, in basis points"),
          optional("prepaid", flag(), "whether requests are refused when the balance is used up"));

  private final Database database;
  private final Ledger ledger;
  private final TopUps topUps;
  private final CapTable capTable;
  private final OwnerLookup ownerLookup;
  private final AuditLog auditLog;

  public BalanceRoutes(Database database, AuditLog auditLog, InstantSource clock) {
    this.database = database;
    this.ledger = new Ledger(database);
    this.topUps = new TopUps(database, clock);
    this.capTable = new CapTable(database);
    this.ownerLookup = new OwnerLookup(database);
    this.auditLog = auditLog;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/balance",
                RoutePermission.ADMIN,
                "Get an organisation's balance and billing plan.")
            .inOrg()
            .answers(200, BALANCE)
            .does(request -> ApiAnswer.ok(balance(org(request).orgId()))),
        AdminRoute.get(
                "/admin/v1/ledger",
                RoutePermission.ADMIN,
                "List an organisation's ledger entries, latest first.")
            .inOrg()
            .paged()
            .answers(200, page(ENTRY))
            .does(this::entries),
        AdminRoute.post("/admin/v1/top-ups", RoutePermission.OPERATOR, "Add money to a balance.")
            .inOrg()
            .takes(
                object(
                    "TopUp",
                    field("amount_micros", whole(1, MOST), "micro-USD"),
                    optional("note", text(0, 200), "note stored in the ledger")))
            .answers(201, BALANCE)
            .does(this::topUp),
        AdminRoute.post(
                "/admin/v1/refunds", RoutePermission.OPERATOR, "Refund money from a balance.")
            .inOrg()
            .takes(
                object(
                    "Refund",
                    field("amount_micros", whole(1, MOST), "micro-USD"),
                    field("note", text(1, 200), "note stored in the ledger")))
            .answers(201, BALANCE)
            .does(this::refund),
        AdminRoute.post("/admin/v1/adjustments", RoutePermission.OPERATOR, "Correct a balance.")
            .inOrg()
            .takes(
                object(
                    "Adjustment",
                    field("amount_micros", whole(-MOST, MOST), "micro-USD, positive or negative"),
                    field("note", text(1, 200), "why")))
            .answers(201, BALANCE)
            .does(this::adjust),
        AdminRoute.patch(
                "/admin/v1/billing",
                RoutePermission.OPERATOR,
                "Set an organisation's billing plan.")
            .inOrg()
            .takes(BILLING)
            .answers(200, BALANCE)
            .does(this::bill));
  }

  /** The caller in an organisation that there is. */
  private Principal org(AdminRequest request) {
    Principal by = request.member();
    if (ownerLookup.find(BudgetScope.ORG, by.orgId()).isEmpty()) {
      throw ApiException.notFound("organisation");
    }
    return by;
  }

  private ApiAnswer entries(AdminRequest request) {
    String org = org(request).orgId();
    List<LedgerEntry> found =
        ledger.entries(org, parseCursor(request.cursor()), request.limit() + 1);
    return ListPage.build(
        found,
        request.limit(),
        BalanceRoutes::json,
        entry -> entry.time().toEpochMilli() + ":" + entry.posting());
  }

  private static @Nullable LedgerEntry parseCursor(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    int colon = cursor.indexOf(':');
    try {
      Instant time = Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, Math.max(0, colon))));
      String posting = cursor.substring(colon + 1);
      return new LedgerEntry(posting, EntryKind.USAGE, 0, time, "", "");
    } catch (NumberFormatException e) {
      throw ApiException.invalid(
          "cursor",
          "invalid_value",
          "'cursor' is not valid. Send the 'next_cursor' of the previous page.");
    }
  }

  private ApiAnswer topUp(AdminRequest request) {
    long micros = request.body().number("amount_micros", 0);
    return changed(request, EntryKind.TOP_UP, micros, request.body().text("note", ""));
  }

  private ApiAnswer refund(AdminRequest request) {
    long micros = request.body().number("amount_micros", 0);
    return changed(request, EntryKind.REFUND, -micros, note(request));
  }

  private ApiAnswer adjust(AdminRequest request) {
    long micros = request.body().number("amount_micros", 0);
    if (micros == 0) {
      throw ApiException.invalid(
          "amount_micros", "invalid_value", "An adjustment must not be zero.");
    }
    return changed(request, EntryKind.ADJUSTMENT, micros, note(request));
  }

  private static String note(AdminRequest request) {
    String note = request.body().text("note").strip();
    if (note.isEmpty()) {
      throw ApiException.invalid("note", "invalid_value", "Send the reason of the adjustment.");
    }
    return note;
  }

  private ApiAnswer changed(AdminRequest request, EntryKind entryKind, long micros, String note) {
    Principal by = org(request);
    TopUps.TopUpOrigin who = new TopUps.TopUpOrigin(by.userId(), note, once(request));
    Map<String, String> detail = Map.of("amount_usd", UsdAmount.text(micros));
    TopUps.PostedTopUp postedTopUp =
        database.commit(
            handle -> {
              TopUps.PostedTopUp now = topUps.post(handle, by.orgId(), entryKind, micros, who);
              if (now.fresh()) {
                auditLog.record(
                    handle,
                    by.actor(),
                    by.orgId(),
                    "balance." + action(entryKind),
                    "org",
                    by.orgId(),
                    detail);
              }
              return now;
            });
    if (!postedTopUp.same()) {
      throw DeniedException.state(
          "idempotency_key_reused",
          "This Idempotency-Key was used for a different amount. Send a new one.");
    }
    return ApiAnswer.created(balance(by.orgId()));
  }

  /** Its name in the audit log. */
  private static String action(EntryKind entryKind) {
    return entryKind == EntryKind.ADJUSTMENT ? "adjust" : entryKind.name().toLowerCase(Locale.ROOT);
  }

  /** Returns what lets a client that got no answer ask again; null where it sends none. */
  private static @Nullable String once(AdminRequest request) {
    String key = request.head().headers().first("idempotency-key");
    if (key != null && (key.isBlank() || key.length() > 200)) {
      throw ApiException.invalid(
          "Idempotency-Key", "invalid_value", "The Idempotency-Key must be 1 to 200 characters.");
    }
    return key;
  }

  private ApiAnswer bill(AdminRequest request) {
    Principal by = org(request);
    database.commit(
        handle -> {
          OrgBilling after = chosen(request, CapTable.billing(handle, by.orgId()));
          Map<String, String> detail =
              Map.of(
                  "plan", after.plan().label(),
                  "share_bps", Integer.toString(after.shareBps()),
                  "prepaid", Boolean.toString(after.prepaid()));
          CapTable.set(handle, after);
          auditLog.record(handle, by.actor(), by.orgId(), "billing.set", "org", by.orgId(), detail);
          return true;
        });
    return ApiAnswer.ok(balance(by.orgId()));
  }

  private static OrgBilling chosen(AdminRequest request, OrgBilling before) {
    return new OrgBilling(
        before.orgId(),
        BillingPlan.named(request.body().text("plan", before.plan().label())).orElse(before.plan()),
        (int) request.body().number("share_bps", before.shareBps()),
        request.body().flag("prepaid", before.prepaid()));
  }

  private ObjectNode balance(String orgId) {
    OrgBilling billing = capTable.billing(orgId);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("org_id", orgId);
    json.put("balance_micros", ledger.balance(orgId));
    json.put("prepaid", billing.prepaid());
    json.put("plan", billing.plan().label());
    json.put("share_bps", billing.shareBps());
    return json;
  }

  private static ObjectNode json(LedgerEntry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("posting", entry.posting());
    json.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
    json.put("amount_micros", entry.micros());
    json.put("time", entry.time().toString());
    json.put("actor", entry.actor());
    json.put("note", entry.note());
    return json;
  }
}
