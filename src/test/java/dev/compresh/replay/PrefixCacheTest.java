package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.ContentDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
  private static PrefixCache.PrefixEntry entry(long id, long tokens) {
    return new PrefixCache.PrefixEntry(new ContentDigest(id, id), tokens);
  }

  @Test
  void prefixSeenBefore_costsATenth() {
    PrefixCache cache = new PrefixCache();
    assertThat(cache.charge(List.of(entry(1, 2_000))).written()).isEqualTo(250_000);
    assertThat(cache.charge(List.of(entry(1, 2_000), entry(2, 100))))
        .isEqualTo(new InputCost(20_000 + 10_000, 20_000 + 12_500));
  }

  @Test
  void changedMessage_costsAllThatStandsBehindIt() {
    PrefixCache cache = new PrefixCache();
    cache.charge(List.of(entry(1, 2_000), entry(2, 2_000), entry(3, 2_000)));
    assertThat(cache.charge(List.of(entry(1, 2_000), entry(9, 1_000), entry(3, 2_000))).automatic())
        .isEqualTo(20_000 + 300_000);
  }

  @Test
  void fewerThan1024Tokens_areNeverRead() {
    PrefixCache cache = new PrefixCache();
    cache.charge(List.of(entry(1, 1_023)));
    assertThat(cache.charge(List.of(entry(1, 1_023))).automatic()).isEqualTo(102_300);
  }
}
