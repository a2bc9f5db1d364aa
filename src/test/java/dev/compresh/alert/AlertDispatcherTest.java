package dev.compresh.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The sending of alerts: claims, retries, and what is given up. */
@OnEachStore
class AlertDispatcherTest {
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

  private AlertLog.LoggedAlert only() {
    return alerts.alertLog.list(null, null, 10).getFirst();
  }

  @Test
  void alert_isSentOnceAndNoted() {
    alerts.add(ChannelKind.WEBHOOK, "org_a");
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    alerts.dispatcher.dispatch();
    alerts.dispatcher.dispatch();
    assertThat(alerts.posts).hasSize(1);
    assertThat(only().sent()).isEqualTo(1);
    assertThat(alerts.audited()).contains("alert.send");
    assertThat(alerts.metrics.text())
        .contains("compresh_alert_deliveries_total{channel=\"webhook\",result=\"sent\"} 1.0");
  }

  @Test
  void failure_isTriedAgainLater() {
    alerts.add(ChannelKind.WEBHOOK, "org_a");
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    alerts.receiver.set((address, headers, body) -> 503);
    alerts.dispatcher.dispatch();
    alerts.dispatcher.dispatch();
    assertThat(alerts.posts).as("not at once").hasSize(1);
    alerts.receiver.set((address, headers, body) -> 204);
    alerts.pass(AlertDispatcher.pause(0).plusSeconds(1));
    alerts.dispatcher.dispatch();
    assertThat(alerts.posts).hasSize(2);
    assertThat(only().sent()).isEqualTo(1);
    String delivery = "x-compresh-delivery";
    assertThat(alerts.posts.getFirst().headers().get(delivery))
        .isEqualTo(alerts.posts.getLast().headers().get(delivery));
  }

  @Test
  void receiverThatNeverAnswers_isGivenUp() {
    alerts.add(ChannelKind.SLACK, "org_a");
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    alerts.receiver.set(
        (address, headers, body) -> {
          throw new IOException("it is away");
        });
    for (int i = 0; i < 30; i++) {
      alerts.dispatcher.dispatch();
      alerts.pass(Duration.ofHours(2));
    }
    assertThat(alerts.posts).hasSize(10);
    assertThat(only().failed()).isEqualTo(1);
    assertThat(alerts.audited()).contains("alert.give_up");
  }

  @Test
  void twoInstances_sendItOnce() throws Exception {
    alerts.add(ChannelKind.WEBHOOK, "org_a");
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch answering = new CountDownLatch(1);
    alerts.receiver.set(
        (address, headers, body) -> {
          sending.countDown();
          try {
            answering.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 200;
        });
    try (AlertFixture other = new AlertFixture(engine, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(alerts.dispatcher::dispatch);
      sending.await();
      other.dispatcher.dispatch();
      assertThat(other.posts).isEmpty();
      answering.countDown();
    }
    assertThat(only().sent()).isEqualTo(1);
  }

  @Test
  void instanceThatDiesWhileSending_isReplacedByAnother() {
    alerts.add(ChannelKind.WEBHOOK, "org_a");
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    AlertTable.DueDelivery due =
        alerts.database.read(handle -> AlertTable.due(handle, alerts.time.get(), 1)).getFirst();
    alerts.database.commit(
        handle ->
            AlertTable.claim(
                handle, due, alerts.time.get(), alerts.time.get().plus(Duration.ofMinutes(2))));
    alerts.dispatcher.dispatch();
    assertThat(alerts.posts).isEmpty();
    alerts.pass(Duration.ofMinutes(3));
    alerts.dispatcher.dispatch();
    assertThat(alerts.posts).hasSize(1);
  }

  @Test
  void removedChannel_getsNothing() {
    String id = alerts.add(ChannelKind.WEBHOOK, "org_a").channel().id();
    alerts.raise(AlertFixture.finding("org_a", AlertKind.ERROR_RATE, "1"));
    alerts.channels.remove(AlertFixture.OWNER, id);
    alerts.dispatcher.dispatch();
    assertThat(alerts.posts).isEmpty();
    assertThat(alerts.audited()).contains("alert_channel.add", "alert_channel.remove");
  }

  @Test
  void test_isSentAtOnce() {
    AlertChannel channel = alerts.add(ChannelKind.WEBHOOK, "org_a").channel();
    assertThat(alerts.dispatcher.test(channel)).isNull();
    alerts.receiver.set((address, headers, body) -> 404);
    assertThat(alerts.dispatcher.test(channel)).contains("404");
    assertThat(alerts.posts).hasSize(2);
  }

  @Test
  void email_withoutAServer_saysWhy() {
    AlertChannel channel =
        alerts
            .channels
            .add(
                AlertFixture.OWNER,
                new ChannelDraft(
                    "org_a", ChannelKind.EMAIL, "mail", "ops@example.com", "", Set.of()))
            .channel();
    assertThat(alerts.dispatcher.test(channel)).contains("alerts.smtp.host");
  }
}
