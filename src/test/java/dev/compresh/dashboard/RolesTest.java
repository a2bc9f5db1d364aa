package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role sees its pages, and no page asks for what the API refuses. */
@ExtendWith(DashboardWorld.Shared.class)
class RolesTest {
  private static DashboardTab signedIn(DashboardWorld world, String role) {
    String name = world.name();
    try (DashboardTab operator = world.operator(DashboardScreen.DESK_LIGHT)) {
      DashboardWorld.call(
          operator,
          "POST",
          "/users",
          Map.of("name", name, "role", role, "password", DashboardWorld.PASSWORD));
    }
    DashboardTab tab = world.open(DashboardScreen.DESK_LIGHT);
    tab.signIn(name, DashboardWorld.PASSWORD);
    return tab;
  }

  @ParameterizedTest
  @ValueSource(strings = {"member", "admin", "owner"})
  void noPage_asksForWhatIsRefused(String role, DashboardWorld world) {
    try (DashboardTab tab = signedIn(world, role)) {
      for (String path : DashboardPagesTest.PAGES) {
        tab.go(path);
      }
      assertThat(tab.refused()).isEmpty();
    }
  }

  @Test
  void members_seeTheirOwnPages(DashboardWorld world) {
    try (DashboardTab tab = signedIn(world, "member")) {
      List<String> names = tab.page().locator(".nav a.item").allTextContents();
      assertThat(names)
          .contains("Home", "Keys", "Settings", "Connect")
          .doesNotContain("Providers", "People", "Money", "Audit", "Models");
      tab.go("/providers");
      assertThat(tab.page().locator("main").textContent()).contains("Your role does not show");
      tab.go("/keys");
      assertThat(tab.page().locator("main").textContent()).contains("No keys yet");
    }
  }
}
