package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, at desk and on a phone, light and dark: whole, accessible, without complaints. */
@ExtendWith(DashboardWorld.Shared.class)
class DashboardPagesTest {
  static final List<String> PAGES =
      List.of(
          "/",
          "/savings",
          "/usage?by=key",
          "/requests",
          "/sessions",
          "/context",
          "/connect",
          "/try",
          "/try?tab=explain",
          "/playground",
          "/keys",
          "/providers",
          "/models",
          "/people",
          "/money",
          "/money?statement=2026-11",
          "/audit",
          "/settings",
          "/nowhere");

  @ParameterizedTest
  @EnumSource(DashboardScreen.class)
  void everyPage_isWholeAndQuiet(DashboardScreen screen, DashboardWorld world) {
    boolean accessible =
        screen == DashboardScreen.DESK_LIGHT || screen == DashboardScreen.PHONE_DARK;
    List<String> faults = new ArrayList<>();
    try (DashboardTab tab = world.operator(screen)) {
      for (String path : PAGES) {
        tab.go(path);
        assertThat(tab.page().title()).endsWith("Compresh");
        tab.assertFits();
        if (accessible) {
          faults.addAll(tab.accessibilityFaults());
        }
      }
      assertThat(faults).isEmpty();
      assertThat(tab.problems()).isEmpty();
      assertThat(tab.refused()).isEmpty();
    }
  }
}
