package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do most, without a mouse. */
@ExtendWith(DashboardWorld.Shared.class)
class KeyboardTest {
  @Test
  void signIn_andAKey_needNoMouse(DashboardWorld world) {
    try (DashboardTab tab = world.open(DashboardScreen.DESK_LIGHT)) {
      tab.page().navigate("/keys");
      tab.page().locator("input[name=name]").waitFor();
      tab.page().keyboard().type(world.program().firstOwner().name());
      tab.press("Tab");
      tab.page().keyboard().type(world.program().firstOwner().password());
      tab.press("Enter");
      tab.settle();

      tab.tabTo("Create a key");
      tab.press("Enter");
      tab.tabTo("Description");
      tab.page().keyboard().type("made by keyboard");
      tab.press("Enter");
      tab.page().getByLabel("The new key").waitFor();
      assertThat(tab.page().getByLabel("The new key").textContent()).startsWith("comp_");
      tab.press("Escape");
      tab.page().waitForCondition(() -> tab.page().locator("dialog[open]").count() == 0);
      tab.page().locator("td", DashboardTab.withText("made by keyboard")).first().waitFor();
    }
  }

  @Test
  void theFilterOfRequests_isSetAndTakenAwayByKeyboard(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.go("/requests");
      tab.tabTo("Add filter");
      tab.press("Enter");
      tab.page().locator("dialog select").first().waitFor();
      tab.tabTo("Show only where");
      tab.page().keyboard().type("mode");
      tab.tabTo("is");
      tab.page().keyboard().type("max");
      tab.press("Enter");
      if (tab.page().locator("dialog[open]").count() > 0) {
        tab.tabTo("Apply");
        tab.press("Enter");
      }
      tab.page().waitForURL("**mode=max**");
      tab.page().locator(".chip").waitFor();
      tab.tabTo("Remove the filter Mode");
      tab.press("Enter");
      tab.page().waitForCondition(() -> !tab.page().url().contains("mode="));
    }
  }

  @Test
  void ctrlK_jumpsToAPage(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      tab.press("Control+k");
      tab.page().locator("[role=combobox]").waitFor();
      tab.page().keyboard().type("aud");
      tab.page().locator("[role=option]").first().waitFor();
      tab.press("Enter");
      tab.page().waitForURL("**/audit**");

      tab.press("Control+k");
      tab.page().locator("[role=combobox]").waitFor();
      tab.page().keyboard().type("no");
      tab.press("Escape");
      tab.page().waitForCondition(() -> tab.page().locator("dialog[open]").count() == 0);
    }
  }
}
