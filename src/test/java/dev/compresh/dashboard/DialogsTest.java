package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.compresh.await.EventualAssertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sheets and dialogs: accessible, closed by Escape, back to where they were opened. */
@ExtendWith(DashboardWorld.Shared.class)
class DialogsTest {
  @Test
  void everySheet_isAccessible_andCloses(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_DARK)) {
      Map<String, String> named = Map.of("description", world.name());
      String key = DashboardWorld.call(tab, "POST", "/keys", named).path("id").asString();
      String user = DashboardWorld.call(tab, "GET", "/users", Map.of()).at("/data/0/id").asString();
      List<String> faults = new ArrayList<>();
      for (String path :
          List.of(
              "/keys?open=" + key,
              "/people?open=" + user,
              "/providers?open=sim",
              "/models?open=gpt-4o")) {
        tab.go(path);
        tab.page().locator("dialog[open]").waitFor();
        tab.page().waitForFunction("() => !document.querySelector('dialog .skeleton')");
        faults.addAll(tab.accessibilityFaults());
        tab.press("Escape");
        tab.page().waitForCondition(() -> !tab.page().url().contains("open="));
        assertThat(tab.page().locator("dialog[open]").count()).as(path).isZero();
      }
      assertThat(faults).isEmpty();
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void aKey_isMade_changed_andRevoked(DashboardWorld world) {
    String name = world.name();
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.go("/keys");
      tab.button("Create a key");
      assertThat(tab.accessibilityFaults()).isEmpty();
      tab.page().getByLabel("Description").fill(name);
      tab.page().getByLabel("Spend cap in USD").fill("12.5");
      tab.button("Create");
      tab.page().getByLabel("The new key").waitFor();
      assertThat(tab.accessibilityFaults()).isEmpty();
      tab.button("Done");
      tab.page().getByText(name).first().click();
      tab.button("Change");
      tab.page().getByLabel("Requests per minute").fill("3");
      tab.button("Save");
      assertThat(tab.page().locator("input:invalid").count()).isEqualTo(1);
      tab.page().getByLabel("Requests per minute").fill("30");
      tab.button("Save");
      tab.page().getByText("$0.00 of $12.50 a month").first().waitFor();
      tab.button("Revoke");
      tab.button("Revoke for good");
      tab.page().locator("dl.facts dd", DashboardTab.withText("revoked")).waitFor();
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void whatIsTyped_staysWhenAListArrivesLate_andWhenTheServerRefuses(DashboardWorld world)
      throws Exception {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.go("/keys");
      List<Route> held = new CopyOnWriteArrayList<>();
      tab.page().route("**/admin/v1/users*", held::add);
      tab.button("Create a key");
      tab.page().getByLabel("Description").fill("typed early");
      tab.page().getByLabel("Compression mode").selectOption("max");
      EventualAssertion.is(
          () -> {
            tab.page().waitForTimeout(20);
            return !held.isEmpty();
          });
      tab.page().waitForResponse("**/admin/v1/users*", () -> held.forEach(Route::resume));
      tab.settle();
      assertThat(tab.page().getByLabel("Description").inputValue()).isEqualTo("typed early");
      tab.page()
          .route(
              "**/admin/v1/keys*",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(400)
                          .setContentType("application/json")
                          .setBody(
                              "{\"error\":{\"message\":\"Refused.\",\"code\":\"invalid_value\"}}")));
      tab.button("Create");
      tab.page().getByText("Refused.").first().waitFor();
      assertThat(tab.page().getByLabel("Description").inputValue()).isEqualTo("typed early");
      assertThat(tab.page().getByLabel("Compression mode").inputValue()).isEqualTo("max");
    }
  }
}
