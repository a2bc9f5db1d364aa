package dev.compresh.compress.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static List<String> lines(String words) {
    return Arrays.asList(words.split(" ", -1));
  }

  private static void add(Repeats repeats, int message, String words) {
    List<String> lines = lines(words);
    repeats.add(message, "m" + message, lines, IntStream.rangeClosed(1, lines.size()).toArray());
  }

  @Test
  void find_runInside() {
    Repeats repeats = new Repeats();
    add(repeats, 0, "a b c d e f");
    assertThat(repeats.find(lines("x b c d e y")))
        .containsExactly(new Run(1, 4, "m0", 2, 5, false));
  }

  @Test
  void find_whole() {
    Repeats repeats = new Repeats();
    add(repeats, 0, "a b c");
    assertThat(repeats.find(lines("a b c"))).containsExactly(new Run(0, 3, "m0", 1, 3, true));
  }

  @Test
  void find_prefersTheRunThatReachesFurther() {
    Repeats repeats = new Repeats();
    add(repeats, 0, "a b c x");
    add(repeats, 1, "b c d e f");
    assertThat(repeats.find(lines("a b c d e f")))
        .containsExactly(new Run(1, 5, "m1", 1, 5, false));
  }

  @Test
  void find_linesThatWereReplacedDoNotStandThere() {
    Repeats repeats = new Repeats();
    List<String> lines = new ArrayList<>(lines("a b c d e f"));
    lines.set(2, null);
    repeats.add(0, "m0", lines, new int[] {1, 2, 3, 4, 5, 6});
    assertThat(repeats.find(lines("a b c d e f")))
        .containsExactly(new Run(3, 3, "m0", 4, 6, false));
  }

  @Property(tries = 200, seed = "1")
  void truncatedIndexEqualsAFreshOne(
      @ForAll @Size(min = 1, max = 8)
          List<@Size(max = 12) List<@IntRange(min = 0, max = 3) Integer>> texts,
      @ForAll @IntRange(min = 0, max = 8) int cut) {
    Repeats grown = new Repeats();
    Repeats fresh = new Repeats();
    for (int i = 0; i < texts.size(); i++) {
      List<String> lines = texts.get(i).stream().map(String::valueOf).toList();
      int[] numbers = IntStream.range(0, lines.size()).toArray();
      grown.add(i, "m" + i, lines, numbers);
      if (i < cut) {
        fresh.add(i, "m" + i, lines, numbers);
      }
    }
    grown.truncate(cut);
    for (List<Integer> text : texts) {
      List<String> lines = text.stream().map(String::valueOf).toList();
      assertThat(grown.find(lines)).isEqualTo(fresh.find(lines));
    }
  }
}
