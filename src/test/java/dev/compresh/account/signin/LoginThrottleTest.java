package dev.compresh.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final LoginThrottle slow = new LoginThrottle(2, Duration.ofSeconds(10), now::get);

  private void pass(long seconds) {
    now.updateAndGet(time -> time.plusSeconds(seconds));
  }

  @Test
  void pauses_doubleUpToTheLongest() {
    assertThat(slow.begin("a")).isZero();
    assertThat(slow.begin("a")).isZero();
    for (long pause : new long[] {1, 2, 4, 8, 10, 10}) {
      assertThat(slow.begin("a")).isZero();
      assertThat(slow.pause("a")).isEqualTo(Duration.ofSeconds(pause));
      assertThat(slow.begin("a")).as("does not count while it waits").isPositive();
      pass(pause);
    }
  }

  @Test
  void success_endsIt() {
    slow.begin("a");
    slow.begin("a");
    slow.begin("a");
    slow.succeeded("a");
    assertThat(slow.pause("a")).isZero();
    assertThat(slow.begin("b")).isZero();
  }

  @Test
  void hundredAtOnce_areFewAttempts() {
    long allowed = 0;
    for (int i = 0; i < 100; i++) {
      allowed += slow.begin("a").isZero() ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(3);
  }

  @Test
  void memory_isBounded() {
    for (int i = 0; i < 100_000; i++) {
      slow.begin("name" + i);
    }
    assertThat(slow.size()).isLessThanOrEqualTo(20_000);
  }

  @Test
  void addressesOfOneNetwork_countAsOne() {
    assertThat(SignIn.network("2001:db8:1:2:3:4:5:6")).isEqualTo(SignIn.network("2001:db8:1:2::9"));
    assertThat(SignIn.network("2001:db8:1:3::9")).isNotEqualTo(SignIn.network("2001:db8:1:2::9"));
    assertThat(SignIn.network("10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(SignIn.network("no:address")).isEqualTo("no:address");
  }
}
