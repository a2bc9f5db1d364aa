package dev.compresh.cli;

import static dev.compresh.cli.AdminExpectation.route;

import dev.compresh.cli.AdminWorld.Who;
import java.util.List;

/** Who may do what with money. */
final class MoneyExpectations {
  private static final String CAP = "{\"cap_micros\":5000000,\"period\":\"month\"}";

  private MoneyExpectations() {}

  static List<AdminExpectation> all() {
    return List.of(
        route("GET /admin/v1/budgets/keys/{id}", 401, 404, 200, 200, 200, 200)
            .at((world, _) -> capped(world, "keys", world.key())),
        route("PUT /admin/v1/budgets/keys/{id}", 401, 404, 403, 200, 200, 200)
            .at((world, _) -> world.key())
            .body(CAP),
        route("DELETE /admin/v1/budgets/keys/{id}", 401, 404, 403, 204, 204, 204)
            .at((world, _) -> capped(world, "keys", world.key())),
        route("GET /admin/v1/budgets/users/{id}", 401, 404, 404, 200, 200, 200)
            .at((world, _) -> world.user()),
        route("PUT /admin/v1/budgets/users/{id}", 401, 404, 403, 403, 200, 200)
            .at((world, _) -> world.userId(Who.ADMIN))
            .body(CAP),
        route("DELETE /admin/v1/budgets/users/{id}", 401, 404, 403, 204, 204, 204)
            .at((world, _) -> capped(world, "users", world.user())),
        route("GET /admin/v1/budgets/orgs/{id}", 401, 404, 404, 200, 200, 200)
            .at((world, _) -> world.orgId()),
        route("PUT /admin/v1/budgets/orgs/{id}", 401, 403, 403, 403, 403, 200)
            .at((world, _) -> world.orgId())
            .body(CAP),
        route("DELETE /admin/v1/budgets/orgs/{id}", 401, 403, 403, 403, 403, 204)
            .at((world, _) -> capped(world, "orgs", world.orgId())),
        route("GET /admin/v1/balance", 401, 200, 403, 200, 200, 200),
        route("GET /admin/v1/ledger", 401, 200, 403, 200, 200, 200).query("limit=2"),
        route("GET /admin/v1/spend", 401, 200, 200, 200, 200, 200).query("by=key"),
        route("POST /admin/v1/top-ups", 401, 403, 403, 403, 403, 201)
            .body("{\"amount_micros\":1000000,\"note\":\"n\"}"),
        route("POST /admin/v1/refunds", 401, 403, 403, 403, 403, 201)
            .body("{\"amount_micros\":1,\"note\":\"n\"}"),
        route("POST /admin/v1/adjustments", 401, 403, 403, 403, 403, 201)
            .body("{\"amount_micros\":-1,\"note\":\"n\"}"),
        route("PATCH /admin/v1/billing", 401, 403, 403, 403, 403, 200)
            .body("{\"plan\":\"savings_share\",\"share_bps\":2500,\"prepaid\":false}"),
        // No secret is set: nobody's signature is good.
        route("POST /webhooks/stripe", 403, 403, 403, 403, 403, 403).body("{}"));
  }

  private static String capped(AdminWorld world, String scopes, String id) {
    world.as(Who.OPERATOR).call("PUT", "/admin/v1/budgets/" + scopes + "/" + id, CAP);
    return id;
  }
}
