package dev.compresh.dashboard;

import dev.compresh.store.Database;
import dev.compresh.usage.SeededUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gives a program a month of usage of a few teams, so that pictures show more than a demo. */
final class SeededMonth {
  private static final int EVENTS = 6_000;
  private static final List<String> TEAMS =
      List.of(
          "Checkout, coding agents",
          "Search relevance",
          "Continuous integration",
          "Support answers for the customers of the shop in Germany, Austria and Switzerland",
          "Nightly reports",
          "Data science notebooks",
          "Ada's laptop",
          "Grace's laptop");

  private SeededMonth() {}

  static void write(DashboardWorld world) {
    List<String> keys = new ArrayList<>();
    List<String> users = new ArrayList<>();
    String org;
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      org = DashboardWorld.call(tab, "GET", "/me", Map.of()).path("org_id").asString();
      for (String team : TEAMS) {
        Map<String, Object> key =
            Map.of(
                "description",
                team,
                "spend_cap_micros",
                40_000_000L * (1 + keys.size()),
                "spend_cap_period",
                "month");
        JsonNode made = DashboardWorld.call(tab, "POST", "/keys", key);
        keys.add(made.path("id").asString());
        users.add(made.path("user_id").asString());
      }
    }
    SeededUsage.SeededNames names =
        new SeededUsage.SeededNames(
            org,
            keys,
            users,
            List.of("claude-sonnet-4-5", "gpt-4o", "claude-opus-4-5", "gpt-4o-mini"),
            List.of("anthropic", "openai", "anthropic", "openai"));
    Instant now = Instant.now();
    world
        .program()
        .restart(
            () -> {
              try (Database database = Database.open(world.program().data())) {
                new SeededUsage(names)
                    .write(database, EVENTS, 500, now.minus(Duration.ofDays(30)), now);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }
}
