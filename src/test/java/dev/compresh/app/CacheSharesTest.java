package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All caches together take no more than they are given. */
final class CacheSharesTest {
  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 24 << 20, 160 << 20, 1L << 30, 64L << 30})
  void theirSum_isWithinTheWhole(long bytes) {
    CacheShares shares = new CacheShares(bytes);
    long sum =
        shares.bodies()
            + 2 * shares.compressor()
            + shares.turns()
            + shares.sentHistories()
            + shares.sentLedger()
            + shares.watchedSessions()
            + shares.sessions()
            + shares.sentPrompts();
    assertThat(sum).isBetween(bytes / 2, bytes);
  }
}
