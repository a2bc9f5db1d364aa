package dev.compresh.proxy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies never take more than their budget; who waits is served in turn, or refused in time. */
final class ByteBudgetTest {
  private static final long MIB = 1 << 20;
  private static final Duration LONG = Duration.ofSeconds(60);

  private static CompletableFuture<@Nullable ByteClaim> waiting(ByteBudget budget, long length) {
    CompletableFuture<@Nullable ByteClaim> claimed = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> claimed.complete(budget.claim(length)));
    return claimed;
  }

  @Test
  void aClaim_takesSeveralTimesTheBody_andGivesAllBack() {
    ByteBudget budget = new ByteBudget(50 * MIB, LONG);
    ByteClaim claim = requireNonNull(budget.claim(MIB));
    assertThat(budget.used()).isBetween(20 * MIB, 21 * MIB);
    claim.decided();
    assertThat(budget.used()).isBetween(4 * MIB, 5 * MIB);
    claim.answering();
    assertThat(budget.used()).isEqualTo(2 * MIB);
    claim.decided();
    assertThat(budget.used()).isEqualTo(2 * MIB);
    claim.release();
    claim.release();
    assertThat(budget.used()).isZero();
  }

  /** Of a long body only a part is planned, so it is not refused for that. */
  @Test
  void theLargestBody_isWhatFits() {
    for (long total : new long[] {MIB, 50 * MIB, 81 * MIB, 300 * MIB, 4096 * MIB}) {
      ByteBudget budget = new ByteBudget(total, Duration.ZERO);
      ByteClaim claim = requireNonNull(budget.claim(budget.largestBody()));
      assertThat(budget.claim(budget.largestBody() / 2)).isNull();
      claim.release();
      assertThat(budget.claim(budget.largestBody() + 1)).isNull();
    }
  }

  @Test
  void aBodyThatNeverFits_isRefusedAtOnce() {
    ByteBudget budget = new ByteBudget(50 * MIB, LONG);
    assertThat(budget.claim(budget.largestBody() + 1)).isNull();
    assertThat(budget.claim(budget.largestBody())).isNotNull();
  }

  @Test
  void whoWaitsTooLong_isRefused_andLeavesNothingBehind() {
    ByteBudget budget = new ByteBudget(50 * MIB, Duration.ofMillis(20));
    ByteClaim first = requireNonNull(budget.claim(2 * MIB));
    assertThat(budget.claim(2 * MIB)).isNull();
    first.release();
    assertThat(budget.used()).isZero();
    assertThat(budget.claim(2 * MIB)).isNotNull();
  }

  @Test
  void whoWaits_isServedInTurn() throws Exception {
    ByteBudget budget = new ByteBudget(50 * MIB, LONG);
    ByteClaim first = requireNonNull(budget.claim(2 * MIB));
    var large = waiting(budget, 2 * MIB);
    EventualAssertion.is(() -> budget.waiting() == 1);
    var small = waiting(budget, 1);
    EventualAssertion.is(() -> budget.waiting() == 2);
    assertThat(small).isNotDone();
    first.release();
    assertThat(large.get()).isNotNull();
    assertThat(small.get()).isNotNull();
  }

  @Test
  void oneThatGivesUp_makesWayForSmallerOnes() throws Exception {
    ByteBudget budget = new ByteBudget(50 * MIB, Duration.ofMillis(300));
    ByteClaim first = requireNonNull(budget.claim(2 * MIB));
    var large = waiting(budget, 2 * MIB);
    EventualAssertion.is(() -> budget.waiting() == 1);
    assertThat(budget.claim(1)).isNotNull();
    assertThat(large.get()).isNull();
    first.release();
  }

  @Test
  void aBodyOfUnknownLength_growsAsFarAsThereIsRoom() {
    ByteBudget budget = new ByteBudget(50 * MIB, LONG);
    ByteClaim claim = requireNonNull(budget.claim(0));
    assertThat(claim.growTo(2 * MIB)).isTrue();
    assertThat(claim.growTo(MIB)).isTrue();
    assertThat(claim.growTo(3 * MIB)).isFalse();
    claim.release();
    assertThat(budget.used()).isZero();
  }

  @Test
  void absurdLengths_overflowNothing() {
    ByteBudget budget = new ByteBudget(50 * MIB, LONG);
    for (long length : new long[] {Long.MAX_VALUE, Long.MAX_VALUE / 4, Long.MAX_VALUE / 8 + 1}) {
      assertThat(budget.claim(length)).isNull();
      assertThat(requireNonNull(budget.claim(0)).growTo(length)).isFalse();
    }
  }

  @Test
  void manyAtOnce_neverTakeMoreThanThereIs() throws Exception {
    ByteBudget budget = new ByteBudget(50 * MIB, Duration.ofMillis(50));
    AtomicLong most = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Random random = new Random(i);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int round = 0; round < 50; round++) {
                      ByteClaim claim = budget.claim(random.nextInt((int) MIB));
                      if (claim != null) {
                        claim.growTo(random.nextInt((int) MIB));
                        most.accumulateAndGet(budget.used(), Math::max);
                        claim.release();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1L, 50 * MIB);
    assertThat(budget.used()).isZero();
    assertThat(budget.waiting()).isZero();
  }
}
