package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that ends, a program that restarts, a store that is down: pages say so and go on. */
@ExtendWith(DashboardWorld.Shared.class)
class BadTimesTest {
  private static final String KEYS = "**/admin/v1/keys*";

  @Test
  void aSessionThatEnded_leadsBackToThePage(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.go("/keys");
      tab.context().clearCookies();
      tab.page().locator(".nav a.item", DashboardTab.withText("Audit")).click();
      tab.page().getByText("Your sign-in has ended").waitFor();
      tab.page().getByLabel("Name").fill(world.program().firstOwner().name());
      tab.page().getByLabel("Password").fill(world.program().firstOwner().password());
      tab.button("Sign in");
      tab.page().locator("h1", DashboardTab.withText("Audit")).waitFor();
    }
  }

  @Test
  void aProgramThatRestarts_isWaitedFor(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.page().route(KEYS, Route::abort);
      tab.page().navigate("/keys");
      tab.page().getByText("Compresh does not answer").first().waitFor();
      tab.page().unroute(KEYS);
      tab.button("Try again");
      tab.page().getByText("Compresh does not answer").first().waitFor(gone());
      assertThat(tab.page().locator("main table").count()).isPositive();
    }
  }

  @Test
  void aStoreThatIsDown_isNamed(DashboardWorld world) {
    String body =
        "{\"error\":{\"message\":\"The store is not available.\",\"type\":\"proxy_error\","
            + "\"code\":\"store_unavailable\",\"param\":null}}";
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.page()
          .route(
              "**/admin/v1/providers*",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(503)
                          .setContentType("application/json")
                          .setBody(body)));
      tab.page().navigate("/providers");
      tab.page().getByText("The store is not available").waitFor();
    }
  }

  private static com.microsoft.playwright.Locator.WaitForOptions gone() {
    return new com.microsoft.playwright.Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }
}
