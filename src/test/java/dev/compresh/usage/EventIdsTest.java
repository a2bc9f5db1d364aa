package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static final long LAST_MILLI = (1L << 48) - 1;
  private final EventIds ids = new EventIds();

  @Property(seed = "1")
  void idsOfLaterMilliseconds_sortBehind(
      @ForAll @LongRange(max = LAST_MILLI) long a, @ForAll @LongRange(max = LAST_MILLI) long b) {
    String first = ids.next(Instant.ofEpochMilli(a));
    String second = ids.next(Instant.ofEpochMilli(b));
    assertThat(first).matches("[0-9A-Z]{26}");
    if (a != b) {
      assertThat(first.compareTo(second) < 0).isEqualTo(a < b);
    }
  }

  @Test
  void idsOfOneMillisecond_differ() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(ids.next(UsageEventFixtures.TIME));
    }
    assertThat(seen).hasSize(10_000);
  }
}
