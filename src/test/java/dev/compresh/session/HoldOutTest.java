package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  @Property(tries = 200, seed = "1")
  void aSession_isHeldOutOnceAndForAll(
      @ForAll String session, @ForAll @IntRange(max = 100) int percent) {
    HoldOut holdOut = new HoldOut(percent);
    assertThat(new HoldOut(percent).holds(session)).isEqualTo(holdOut.holds(session));
    if (holdOut.holds(session) && percent < 100) {
      assertThat(new HoldOut(percent + 1).holds(session)).isTrue();
    }
    assertThat(new HoldOut(0).holds(session)).isFalse();
    assertThat(new HoldOut(100).holds(session)).isTrue();
  }

  @Test
  void theShare_isThatOfTheSessions() {
    HoldOut holdOut = new HoldOut(10);
    long held = IntStream.range(0, 10_000).filter(i -> holdOut.holds("chat-" + i)).count();
    assertThat(held).isBetween(900L, 1_100L);
  }

  /** The choice is written down: another version must not turn running sessions over. */
  @Test
  void theChoice_isTheSameInEveryVersion() {
    HoldOut half = new HoldOut(50);
    assertThat(IntStream.range(0, 8).mapToObj(i -> half.holds("session-" + i) ? "1" : "0"))
        .containsExactly("0", "0", "0", "0", "0", "1", "1", "1");
  }
}
