package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.RunningProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first start to the first saving seen, without any provider's key: three clicks. */
class FirstRunTest {
  @Test
  void somebodyNew_seesASavingAfterThreeClicks(@TempDir Path folder) throws Exception {
    try (DashboardBrowser browser = DashboardBrowser.start();
        RunningProgram program = RunningProgram.quick(folder, DashboardWorld.SIMULATED);
        DashboardTab tab = browser.open(program.adminUrl(), DashboardScreen.DESK_LIGHT)) {
      Bootstrap.InitialSignIn first = program.firstOwner();
      tab.signIn(first.name(), first.password());
      tab.page().locator(".nav a[href^='/connect']").click();
      tab.button("Play the demo");

      String seen = tab.page().getByText("fewer tokens").first().textContent();
      assertThat(seen).matches("[1-9]\\d? % fewer tokens.*");
      tab.page().getByText("See the conversation").click();
      // Sessions are written every few seconds.
      EventualAssertion.is(
          () -> {
            tab.page().reload();
            tab.settle();
            return tab.page().locator(".strip button").count() > 8;
          });
      assertThat(tab.page().locator(".strip button").count()).isGreaterThan(8);
      assertThat(tab.problems()).isEmpty();
      assertThat(tab.refused()).isEmpty();
    }
  }
}
