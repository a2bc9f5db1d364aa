package dev.compresh.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.limit.LimitDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed, stops or was never there. */
class RedisOutageTest {
  @TempDir private Path folder;
  private RedisServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = RedisServer.start(folder);
  }

  @AfterEach
  void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private RedisRateLimiter limiter(int instances) {
    return limiter(instances, Duration.ofSeconds(30));
  }

  private RedisRateLimiter limiter(int instances, Duration most) {
    return new RedisRateLimiter(
        new RedisSettings(server.url(), "outage"),
        InstantSource.system(),
        () -> instances,
        60_001,
        most);
  }

  @Test
  void whenTheServerIsKilled_eachInstanceAdmitsItsPart_andCountsWhatItAdmittedBefore()
      throws Exception {
    try (RedisRateLimiter limiter = limiter(3)) {
      for (int i = 0; i < 4; i++) {
        assertThat(limiter.take("k", 30).admitted()).isTrue();
      }
      server.kill();
      int admitted = 0;
      for (int i = 0; i < 30; i++) {
        admitted += limiter.take("k", 30).admitted() ? 1 : 0;
      }
      assertThat(admitted).isEqualTo(10 - 4);
      assertThat(limiter.localDecisions()).isEqualTo(30);
      EventualAssertion.is(() -> !limiter.isConnected());
    }
  }

  @Test
  void whenTheServerComesBack_itCountsAgainByItself() throws Exception {
    try (RedisRateLimiter limiter = limiter(1)) {
      server.kill();
      EventualAssertion.is(() -> !limiter.isConnected());
      server.start();
      EventualAssertion.is(limiter::isConnected);
      long alone = limiter.localDecisions();
      assertThat(limiter.take("k", 5).remaining()).isEqualTo(4);
      assertThat(limiter.localDecisions()).isEqualTo(alone);
    }
  }

  @Test
  void whenTheServerStandsStill_requestsGoOn_andItIsFoundAgain() throws Exception {
    try (RedisRateLimiter limiter = limiter(2, Duration.ofMillis(50))) {
      limiter.take("k", 1_000);
      server.pause();
      long waited = 0;
      for (int i = 0; i < 200; i++) {
        long start = System.nanoTime();
        assertThat(limiter.take("k", 1_000).admitted()).isTrue();
        waited += System.nanoTime() - start;
      }
      assertThat(Duration.ofNanos(waited)).isLessThan(Duration.ofSeconds(30));
      assertThat(limiter.isConnected()).isFalse();
      server.resume();
      EventualAssertion.is(limiter::isConnected);
      LimitDecision decision = limiter.take("k", 1_000);
      assertThat(decision.limit()).isEqualTo(1_000);
    }
  }

  @Test
  void aServerThatIsAwayAtTheStart_isFoundWhenItComes() throws Exception {
    server.kill();
    try (RedisRateLimiter limiter = limiter(2)) {
      assertThat(limiter.take("k", 2).admitted()).isTrue();
      assertThat(limiter.take("k", 2).admitted()).isFalse();
      server.start();
      EventualAssertion.is(limiter::isConnected);
      assertThat(limiter.take("k", 2).admitted()).isTrue();
    }
  }

  @Test
  void aServerThatForgetsTheScripts_isGivenThemAgain() throws Exception {
    try (RedisRateLimiter limiter = limiter(1)) {
      limiter.take("k", 5);
      server.kill();
      server.start();
      EventualAssertion.is(limiter::isConnected);
      assertThat(limiter.take("k", 5).admitted()).isTrue();
      assertThat(limiter.isConnected()).isTrue();
    }
  }
}
