package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names that would be markup or script are shown as the text they are. */
@ExtendWith(DashboardWorld.Shared.class)
class HostileNamesTest {
  private static final String CANARY =
      "\"><img src=x onerror=window.canary=1><script>canary=1</script>";

  @Test
  void markupInNames_isText(DashboardWorld world) {
    try (DashboardTab tab = world.operator(DashboardScreen.DESK_LIGHT)) {
      String key =
          DashboardWorld.call(tab, "POST", "/keys", Map.of("description", CANARY))
              .path("id")
              .asString();
      String user =
          DashboardWorld.call(
                  tab,
                  "POST",
                  "/users",
                  Map.of("name", "<b onclick=canary=1>" + world.name(), "role", "member"))
              .path("id")
              .asString();
      DashboardWorld.call(tab, "POST", "/tokens", Map.of("description", CANARY));
      for (String path :
          List.of(
              "/keys",
              "/keys?open=" + key,
              "/people?open=" + user,
              "/audit",
              "/settings",
              "/usage?by=key&model=" + "%3Cimg%20src%3Dx%20onerror%3Dcanary%3D1%3E",
              "/requests?q=%3Cscript%3Ecanary%3D1%3C/script%3E")) {
        tab.go(path);
        assertThat(tab.page().evaluate("() => window.canary === undefined"))
            .as(path)
            .isEqualTo(true);
        assertThat(tab.page().locator("main img, main script").count()).as(path).isZero();
      }
      tab.go("/keys?open=" + key);
      assertThat(tab.page().locator("dialog h2").textContent()).isEqualTo(CANARY);
    }
  }
}
