package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody new signs in with a one-time password, chooses their own, and starts at Connect. */
@ExtendWith(DashboardWorld.Shared.class)
class OneTimePasswordTest {
  @Test
  void aOneTimePassword_isChangedFirst(DashboardWorld world) {
    String name = world.name();
    String oneTime;
    try (DashboardTab tab = world.operator(DashboardScreen.PHONE_LIGHT)) {
      oneTime =
          DashboardWorld.call(tab, "POST", "/users", Map.of("name", name, "role", "member"))
              .path("one_time_password")
              .asString();
    }
    try (DashboardTab tab = world.open(DashboardScreen.PHONE_LIGHT)) {
      tab.signIn(name, oneTime);
      assertThat(tab.accessibilityFaults()).isEmpty();
      tab.page().getByLabel("One-time password").fill(oneTime);
      tab.page().getByLabel("New password").fill("short");
      tab.button("Save and go on");
      assertThat(tab.page().locator("input:invalid").count()).isEqualTo(1);
      tab.page().getByLabel("New password").fill(DashboardWorld.PASSWORD);
      tab.button("Save and go on");
      tab.page().waitForURL("**/connect");
      tab.settle();
    }
  }
}
