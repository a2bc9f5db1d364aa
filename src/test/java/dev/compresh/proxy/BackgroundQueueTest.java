package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundQueueTest {
  @Test
  void whatIsBeyondTheBound_isSkippedAndCounted() {
    CountDownLatch open = new CountDownLatch(1);
    List<String> done = new ArrayList<>();
    BackgroundQueue queue = new BackgroundQueue("test", 100);
    assertThat(queue.offer(60, () -> await(open))).isTrue();
    assertThat(queue.offer(60, () -> done.add("too much"))).isFalse();
    assertThat(queue.offer(40, () -> done.add("fits"))).isTrue();
    open.countDown();
    queue.close();
    assertThat(done).containsExactly("fits");
    assertThat(queue.skipped()).isEqualTo(1);
    assertThat(queue.offer(1, () -> done.add("closed"))).isFalse();
  }

  @Test
  void workThatFails_isCounted_andTheNextOneRuns() {
    List<String> done = new ArrayList<>();
    BackgroundQueue queue = new BackgroundQueue("test", 100);
    queue.offer(
        60,
        () -> {
          throw new IllegalStateException("fault");
        });
    queue.offer(40, () -> done.add("next"));
    queue.close();
    assertThat(done).containsExactly("next");
    assertThat(queue.skipped()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
