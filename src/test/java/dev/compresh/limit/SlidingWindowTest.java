package dev.compresh.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlidingWindowTest {

  @Property(seed = "1")
  void aRingThatGrowsAndShrinks_keepsItsOrder(
      @ForAll List<@IntRange(min = 0, max = 9) Integer> gaps) {
    SlidingWindow slidingWindow = new SlidingWindow();
    ArrayDeque<Integer> expected = new ArrayDeque<>();
    int now = Integer.MAX_VALUE - 40;
    for (int gap : gaps) {
      now += gap;
      int at = now;
      slidingWindow.expire(at, 20);
      expected.removeIf(time -> at - time >= 20);
      slidingWindow.add(at);
      expected.add(at);
      List<Integer> times = new ArrayList<>();
      for (int i = 0; i < slidingWindow.size(); i++) {
        times.add(slidingWindow.time(i));
      }
      assertThat(times).containsExactlyElementsOf(expected);
      assertThat(slidingWindow.retire()).isFalse();
    }
    slidingWindow.expire(now + 20, 20);
    assertThat(slidingWindow.retire()).isTrue();
  }
}
