package dev.compresh.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.limit.RateLimiter;
import dev.compresh.limit.RateLimiterContract;
import dev.compresh.limit.WindowEdges;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over three instances on a real server. */
class RedisContractTest extends RateLimiterContract {
  private static final int SPAN = 1_000;

  /** Far longer than a decision takes, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static RedisServer server;
  private final List<RedisRateLimiter> open = new ArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    server = RedisServer.start(folder);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void closeLimiters() {
    open.forEach(RedisRateLimiter::close);
  }

  @Override
  protected List<RateLimiter> limiters() {
    if (open.isEmpty()) {
      String prefix = "test-" + System.nanoTime();
      for (int i = 0; i < 3; i++) {
        open.add(limiter(prefix, 60_001));
      }
    }
    return List.copyOf(open);
  }

  private static RedisRateLimiter limiter(String prefix, int span) {
    return new RedisRateLimiter(
        new RedisSettings(server.url(), prefix), InstantSource.system(), () -> 1, span, PATIENCE);
  }

  @Test
  void atTheEdgesOfWindows_noneAdmitsMoreThanTheLimit_andNoneWastesMuch() throws Exception {
    for (int i = 0; i < 3; i++) {
      open.add(limiter("edges", SPAN));
    }
    WindowEdges edges = new WindowEdges();
    long start = System.currentTimeMillis();
    edges.press(open, 40, System::currentTimeMillis, start + 4 * SPAN + SPAN / 2);
    assertThat(edges.mostWithin(SPAN)).isEqualTo(40);
    assertThat(edges.total()).isBetween(160, 200);
    assertThat(open).allMatch(limiter -> limiter.localDecisions() == 0);
  }

  @Test
  void everyInstance_knowsHowManyLive() throws Exception {
    limiters();
    EventualAssertion.is(() -> open.stream().allMatch(limiter -> limiter.instances() == 3));
    open.removeLast().close();
    EventualAssertion.is(() -> open.stream().allMatch(limiter -> limiter.instances() == 2));
  }
}
