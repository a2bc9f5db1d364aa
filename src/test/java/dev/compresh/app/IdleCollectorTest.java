package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Garbage is collected once for each busy time that is over, and never within one. */
final class IdleCollectorTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger collections = new AtomicInteger();

  private void pass(IdleCollector idle, int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    idle.look();
  }

  @Test
  void aBusyTime_isCollectedOnce() {
    try (IdleCollector idle =
        new IdleCollector(now::get, Duration.ofSeconds(45), collections::incrementAndGet)) {
      pass(idle, 100);
      assertThat(collections).as("nothing has happened yet").hasValue(0);
      for (int i = 0; i < 10; i++) {
        idle.use();
        pass(idle, 44);
      }
      assertThat(collections).hasValue(0);
      pass(idle, 1);
      assertThat(collections).hasValue(1);
      pass(idle, 1_000);
      assertThat(collections).hasValue(1);
      idle.use();
      pass(idle, 45);
      assertThat(collections).hasValue(2);
    }
  }
}
