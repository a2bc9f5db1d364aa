package dev.compresh.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every limiter does, however many instances count together. */
public abstract class RateLimiterContract {
  private static final int CLIENTS = 32;

  /** The limiters of some instances that count together. */
  protected abstract List<RateLimiter> limiters() throws Exception;

  private RateLimiter first() throws Exception {
    return limiters().getFirst();
  }

  @Test
  void admitsAsManyAsTheLimit_andTellsWhatIsLeft() throws Exception {
    for (int i = 1; i <= 5; i++) {
      LimitDecision decision = first().take("k", 5);
      assertThat(decision.admitted()).isTrue();
      assertThat(decision.limit()).isEqualTo(5);
      assertThat(decision.remaining()).isEqualTo(5 - i);
    }
    LimitDecision refused = first().take("k", 5);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAt()).isAfter(Instant.EPOCH);
    assertThat(refused.retryAt().getEpochSecond()).isLessThanOrEqualTo(refused.reset());
  }

  @Test
  void refusedOnes_doNotCount() throws Exception {
    first().take("k", 1);
    LimitDecision before = first().take("k", 1);
    for (int i = 0; i < 20; i++) {
      assertThat(first().take("k", 1).admitted()).isFalse();
    }
    LimitDecision after = first().take("k", 1);
    assertThat(after.reset()).isBetween(before.reset(), before.reset() + 1);
  }

  @Test
  void looking_takesNothing() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(first().look("k", 2).remaining()).isEqualTo(2);
    }
    first().take("k", 2);
    assertThat(first().look("k", 2).remaining()).isEqualTo(1);
    assertThat(first().take("k", 2).admitted()).isTrue();
  }

  @Test
  void keys_areCountedApart() throws Exception {
    assertThat(first().take("a", 1).admitted()).isTrue();
    assertThat(first().take("b", 1).admitted()).isTrue();
    assertThat(first().take("a", 1).admitted()).isFalse();
  }

  @Test
  void withoutALimit_allAreAdmitted() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(first().take("k", 0).limited()).isFalse();
    }
  }

  @Test
  void aLimitThatIsLowered_countsWhatWasAdmittedBefore() throws Exception {
    for (int i = 0; i < 4; i++) {
      first().take("k", 8);
    }
    assertThat(first().take("k", 4).admitted()).isFalse();
    assertThat(first().take("k", 5).admitted()).isTrue();
  }

  @Test
  void ofManyClientsAtOnce_exactlyTheLimitIsAdmitted() throws Exception {
    List<RateLimiter> limiters = limiters();
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      RateLimiter limiter = limiters.get(i % limiters.size());
      clients.add(
          () -> {
            int admitted = 0;
            for (int n = 0; n < 20; n++) {
              admitted += limiter.take("k", 100).admitted() ? 1 : 0;
            }
            return admitted;
          });
    }
    int admitted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> client : threads.invokeAll(clients)) {
        admitted += client.get();
      }
    }
    assertThat(admitted).isBetween(leastOfMany(), 100);
  }

  /** How many of a hundred are admitted at least, when more are asked for at once. */
  protected int leastOfMany() {
    return 100;
  }
}
