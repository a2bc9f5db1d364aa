package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

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

  @Test
  void aListThatFailsToReload_keepsItsRows_andComesByItself(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      DashboardWorld.call(tab, "POST", "/keys", Map.of("description", world.name()));
      String made = "made while the program restarts " + world.name();
      tab.go("/keys");
      tab.button("Create a key");
      tab.page().getByLabel("Description").fill(made);
      tab.button("Create");
      tab.page().getByLabel("The new key").waitFor();
      AtomicInteger failing = new AtomicInteger(1);
      tab.page()
          .route(
              KEYS,
              route -> {
                if (failing.getAndDecrement() > 0) {
                  route.abort();
                } else {
                  route.resume();
                }
              });
      tab.press("Escape");
      tab.page().getByText("Compresh does not answer").first().waitFor();
      assertThat(tab.page().locator("main table").count()).isPositive();
      tab.page().locator("td", DashboardTab.withText(made)).first().waitFor();
    }
  }

  @Test
  void aDialogThatTheBrowserCloses_reloadsTheList(DashboardWorld world) {
    String made = "closed by the browser " + world.name();
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.go("/keys");
      tab.button("Create a key");
      tab.page().getByLabel("Description").fill(made);
      tab.button("Create");
      tab.page().getByLabel("The new key").waitFor();
      // As Chromium does on Escape where it does not ask the page first.
      tab.page().evaluate("() => document.querySelector('dialog').close()");
      tab.page().locator("td", DashboardTab.withText(made)).first().waitFor();
      tab.button("Create a key");
      tab.page().getByLabel("Description").waitFor();
    }
  }

  @Test
  void aSessionThatIsBeingWritten_isWaitedFor(DashboardWorld world) {
    String body =
        "{\"error\":{\"message\":\"No such session.\",\"type\":\"invalid_request_error\","
            + "\"code\":\"not_found\",\"param\":null}}";
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      JsonNode session = DashboardWorld.call(tab, "GET", "/sessions", Map.of()).at("/data/0");
      AtomicInteger missing = new AtomicInteger(2);
      tab.page()
          .route(
              "**/admin/v1/sessions/*/*",
              route -> {
                if (missing.getAndDecrement() > 0) {
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(404)
                          .setContentType("application/json")
                          .setBody(body));
                } else {
                  route.resume();
                }
              });
      tab.page()
          .navigate(
              "/session?key_id=%s&id=%s"
                  .formatted(session.path("key_id").asString(), session.path("id").asString()));
      tab.page().getByText("This session is being written").waitFor();
      tab.page().getByText("Requests, oldest first").waitFor();
      assertThat(tab.page().getByText("This session is being written").count()).isZero();
    }
  }

  private static com.microsoft.playwright.Locator.WaitForOptions gone() {
    return new com.microsoft.playwright.Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
  }
}
