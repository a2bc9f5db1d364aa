package dev.compresh.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Each alert once per period, whichever instance finds it. */
@OnEachStore
class AlertLogTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir private Path folder;
  private AlertFixture alerts;

  @BeforeEach
  void open() {
    alerts = new AlertFixture(engine, folder);
  }

  @AfterEach
  void close() {
    alerts.close();
  }

  @Test
  void sameFinding_isRaisedOncePerPeriod() {
    AlertFinding today = AlertFixture.finding("org_a", AlertKind.PRICE_MISSING, "2026-11-21");
    assertThat(alerts.raise(today)).isTrue();
    assertThat(alerts.raise(today)).isFalse();
    assertThat(alerts.raise(AlertFixture.finding("org_a", AlertKind.PRICE_MISSING, "2026-11-22")))
        .isTrue();
    assertThat(alerts.raise(AlertFixture.finding("org_b", AlertKind.PRICE_MISSING, "2026-11-21")))
        .isTrue();
    assertThat(alerts.audited()).containsExactly("alert.raise", "alert.raise", "alert.raise");
  }

  @Test
  void manyInstancesAtOnce_raiseItOnce() throws Exception {
    alerts.add(ChannelKind.WEBHOOK, "org_a");
    AlertFinding finding = AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "hour");
    try (AlertFixture other = new AlertFixture(engine, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> looks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        looks.add(() -> alerts.raise(finding));
        looks.add(() -> other.raise(finding));
      }
      int raised = 0;
      for (Future<Boolean> look : threads.invokeAll(looks)) {
        raised += look.get() ? 1 : 0;
      }
      assertThat(raised).isEqualTo(1);
      assertThat(alerts.alertLog.list(null, null, 10)).hasSize(1);
      assertThat(alerts.alertLog.list(null, null, 10).getFirst().pending()).isEqualTo(1);
    }
  }

  @Test
  void alert_goesToThoseWhoWantIt() {
    alerts.add(ChannelKind.WEBHOOK, "org_a");
    alerts.add(ChannelKind.SLACK, "org_a", AlertKind.KEY_EXPIRES);
    alerts.add(ChannelKind.WEBHOOK, "");
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    alerts.raise(AlertFixture.finding("org_b", AlertKind.KEY_EXPIRES, "1"));
    alerts.raise(AlertFixture.finding("", AlertKind.PROVIDER_DOWN, "1"));
    alerts.dispatcher.dispatch();
    assertThat(alerts.alertLog.list("org_a", null, 10))
        .extracting(AlertLog.LoggedAlert::sent)
        .as("its own channel and the installation's")
        .containsExactly(2);
    assertThat(alerts.alertLog.list("org_b", null, 10))
        .extracting(AlertLog.LoggedAlert::sent)
        .containsExactly(1);
    assertThat(alerts.alertLog.list("", null, 10))
        .extracting(AlertLog.LoggedAlert::sent)
        .containsExactly(1);
    assertThat(alerts.posts).hasSize(4);
  }

  @Test
  void list_isLatestFirstAndGoesOn() {
    for (int i = 0; i < 5; i++) {
      alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "hour " + i));
      alerts.pass(Duration.ofSeconds(1));
    }
    List<AlertLog.LoggedAlert> page = alerts.alertLog.list("org_a", null, 2);
    assertThat(page)
        .extracting(alert -> alert.event().finding().period())
        .containsExactly("hour 4", "hour 3");
    assertThat(alerts.alertLog.list("org_a", page.getLast().event().id(), 10))
        .extracting(alert -> alert.event().finding().period())
        .containsExactly("hour 2", "hour 1", "hour 0");
  }

  @Test
  void oldAlerts_areForgotten() {
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "old"));
    alerts.pass(Duration.ofDays(1));
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "new"));
    alerts.alertLog.forget(alerts.time.get().minus(Duration.ofHours(1)));
    assertThat(alerts.alertLog.list("org_a", null, 10))
        .extracting(alert -> alert.event().finding().period())
        .containsExactly("new");
  }
}
