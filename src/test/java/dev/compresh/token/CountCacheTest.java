package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountCacheTest {
  private final AtomicInteger counted = new AtomicInteger();
  private final Tokenizer lengths =
      new Tokenizer() {
        @Override
        public int count(String text) {
          counted.incrementAndGet();
          return text.length();
        }

        @Override
        public int count(byte[] utf8, int from, int to) {
          return to - from;
        }
      };

  @Test
  void count_sentAgain_isLookedUp() {
    CountCache cache = new CountCache(lengths, 10);
    assertThat(cache.count(1, 2, () -> "four")).isEqualTo(4);
    assertThat(cache.count(1, 2, () -> "not asked for")).isEqualTo(4);
    assertThat(counted).hasValue(1);
  }

  @Test
  void count_otherDigest_isCountedAnew() {
    CountCache cache = new CountCache(lengths, 10);
    cache.count(1, 2, () -> "a");
    assertThat(cache.count(1, 3, () -> "bc")).isEqualTo(2);
    assertThat(cache.count(2, 1, () -> "def")).isEqualTo(3);
  }

  @Test
  void size_staysBounded() throws InterruptedException {
    CountCache cache = new CountCache(lengths, 50);
    for (int i = 0; i < 10_000; i++) {
      cache.count(i, i, () -> "text");
    }
    for (int waits = 0; waits < 500 && cache.size() > 50; waits++) {
      Thread.sleep(10); // eviction runs on another thread
      cache.count(0, 0, () -> "text");
    }
    assertThat(cache.size()).isLessThanOrEqualTo(51);
  }
}
