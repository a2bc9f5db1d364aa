package dev.compresh.limit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.limit.RateLimiter;
import dev.compresh.limit.RateLimiterContract;
import dev.compresh.limit.WindowEdges;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The contract over three instances that lease shares through one database. */
@OnEachStore
class LeasedContractTest extends RateLimiterContract {
  /** By so much the clocks of a test run faster. */
  private static final int SPEED = 30;

  private static final long MINUTE = 60_000;

  @TempDir private Path folder;
  @Parameter private StoreEngine engine = StoreEngine.SQLITE;
  private final List<Database> databases = new ArrayList<>();
  private final List<LeasedRateLimiter> open = new ArrayList<>();
  private final AtomicLong skipped = new AtomicLong();
  private final long start = System.nanoTime();

  @AfterEach
  void closeAll() {
    open.forEach(LeasedRateLimiter::close);
    databases.forEach(Database::close);
  }

  private long nanos() {
    return SPEED * (System.nanoTime() - start) + skipped.get();
  }

  private long millis() {
    return nanos() / 1_000_000;
  }

  private LeasedRateLimiter limiter() throws Exception {
    Database database = engine.open(folder);
    databases.add(database);
    InstantSource wall = () -> Instant.EPOCH.plusMillis(millis());
    LeasedRateLimiter limiter =
        new LeasedRateLimiter(database, wall, this::nanos, Duration.ofMillis(1_000 / SPEED));
    open.add(limiter);
    return limiter;
  }

  @Override
  protected List<RateLimiter> limiters() throws Exception {
    while (open.size() < 3) {
      limiter();
    }
    return List.copyOf(open);
  }

  /** Shares that others hold and don't use are free a second later. */
  @Override
  protected int leastOfMany() {
    return 60;
  }

  @Test
  void atTheEdgesOfMinutes_noneAdmitsMoreThanTheLimit_andNoneWastesMuch() throws Exception {
    limiters();
    WindowEdges edges = new WindowEdges();
    long begin = millis();
    edges.press(open, 60, this::millis, begin + 3 * MINUTE + MINUTE / 2);
    assertThat(edges.mostWithin(MINUTE)).isBetween(50, 60);
    assertThat(edges.total()).isBetween(180, 240);
  }

  @Test
  void whatOneInstanceDoesNotUse_anotherGets() throws Exception {
    limiters();
    for (int i = 0; i < 6; i++) {
      assertThat(open.getFirst().take("k", 10).admitted()).isTrue();
    }
    AtomicLong admitted = new AtomicLong();
    EventualAssertion.is(
        () -> admitted.addAndGet(open.getLast().take("k", 10).admitted() ? 1 : 0) >= 4);
    assertThat(admitted).hasValue(4);
  }

  @Test
  void anInstanceThatStoodStill_usesNoShareThatOthersHaveNow() throws Exception {
    LeasedRateLimiter first = limiter();
    assertThat(first.take("k", 160).admitted()).isTrue();
    // What it holds ahead is void, since it was not confirmed for long.
    skipped.addAndGet(Duration.ofSeconds(200).toNanos());
    LeasedRateLimiter second = limiter();
    int admitted = 0;
    for (int i = 0; i < 400; i++) {
      admitted += second.take("k", 160).admitted() ? 1 : 0;
      admitted += first.take("k", 160).admitted() ? 1 : 0;
    }
    assertThat(admitted).isLessThanOrEqualTo(160);
  }

  @Test
  void theShareOfAnInstanceThatIsGone_isFreeAfterAWhile() throws Exception {
    LeasedRateLimiter gone = limiter();
    for (int i = 0; i < 10; i++) {
      gone.take("k", 10);
    }
    databases.getFirst().close();
    LeasedRateLimiter next = limiter();
    assertThat(next.take("k", 10).admitted()).isFalse();
    skipped.addAndGet(Duration.ofSeconds(151).toNanos());
    EventualAssertion.is(() -> next.take("k", 10).admitted());
  }

  @Test
  void instances_areCounted() throws Exception {
    limiters();
    skipped.addAndGet(Duration.ofSeconds(21).toNanos());
    EventualAssertion.is(() -> open.stream().allMatch(limiter -> limiter.instances() == 3));
  }

  @Test
  void whileTheDatabaseIsAway_eachInstanceAdmitsItsPart() throws Exception {
    limiters();
    skipped.addAndGet(Duration.ofSeconds(21).toNanos());
    EventualAssertion.is(() -> open.getFirst().instances() == 3);
    databases.getFirst().close();
    int admitted = 0;
    for (int i = 0; i < 30; i++) {
      admitted += open.getFirst().take("k", 9).admitted() ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(3);
    assertThat(open.getFirst().isConnected()).isFalse();
  }

  @Test
  void keysThatAreNotUsed_takeNoMemory() throws Exception {
    LeasedRateLimiter limiter = limiter();
    for (int i = 0; i < 50; i++) {
      limiter.take("k" + i, 10);
    }
    skipped.addAndGet(Duration.ofSeconds(61).toNanos());
    EventualAssertion.is(() -> limiter.keys() == 0);
  }
}
