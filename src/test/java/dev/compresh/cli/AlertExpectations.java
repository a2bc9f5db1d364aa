package dev.compresh.cli;

import static dev.compresh.cli.AdminExpectation.route;

import dev.compresh.cli.AdminWorld.Who;
import java.util.List;

/** Who may do what with alerts, and who gets which statement. */
final class AlertExpectations {
  private static final String CHANNEL =
      "{\"kind\":\"webhook\",\"name\":\"on call\",\"address\":\"https://127.0.0.1:1/hook\"}";

  private AlertExpectations() {}

  static List<AdminExpectation> all() {
    return List.of(
        route("GET /admin/v1/alerts", 401, 200, 403, 200, 200, 200).query("limit=5"),
        route("GET /admin/v1/alert-channels", 401, 200, 403, 200, 200, 200),
        route("POST /admin/v1/alert-channels", 401, 201, 403, 201, 201, 201).body(CHANNEL),
        // It leads to a private address: nothing is sent, and the answer says so.
        route("POST /admin/v1/alert-channels/{id}/test", 401, 404, 403, 200, 200, 200)
            .at((world, _) -> channel(world)),
        route("DELETE /admin/v1/alert-channels/{id}", 401, 404, 403, 204, 204, 204)
            .at((world, _) -> channel(world)),
        route("GET /admin/v1/statement.csv", 401, 200, 200, 200, 200, 200)
            .query("month=2026-11&by=key"));
  }

  private static String channel(AdminWorld world) {
    return world.as(Who.OWNER).post("/admin/v1/alert-channels", CHANNEL).at("/id");
  }
}
