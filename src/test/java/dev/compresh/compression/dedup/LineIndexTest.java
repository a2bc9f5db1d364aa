package dev.compresh.compression.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineIndexTest {
  private final ResultNames names = new ResultNames();
  private final LineIndex lineIndex = new LineIndex();

  private static List<String> lines(String words) {
    return Arrays.stream(words.split(" ", -1)).map(word -> "line " + word).toList();
  }

  private void add(int message, List<? extends String> lines) {
    ToolUse use = new ToolUse("bash", "make " + message, "", List.of());
    lineIndex.add(message, names.add(message, use), ForwardedText.plain(lines));
  }

  private List<RepeatedRun> find(String words) {
    return lineIndex.find(
        ForwardedText.plain(lines(words)), 0, Integer.MAX_VALUE, names, false, repeatedRun -> true);
  }

  @Test
  void find_runInside() {
    add(0, lines("a b c d e f"));
    assertThat(find("x b c d e y"))
        .extracting(RepeatedRun::from, RepeatedRun::size, RepeatedRun::words)
        .containsExactly(tuple(1, 4, "4 lines as in `make 0` above, from `line b` to `line e`"));
  }

  @Test
  void find_whole() {
    add(0, lines("a b c"));
    assertThat(find("a b c"))
        .extracting(RepeatedRun::words)
        .containsExactly("same as `make 0` above");
  }

  @Test
  void find_allOfAnother() {
    add(0, lines("a b c"));
    assertThat(find("a b c d"))
        .extracting(RepeatedRun::words)
        .containsExactly("3 lines as all of `make 0` above");
  }

  @Test
  void find_prefersTheRunThatReachesFurther() {
    add(0, lines("a b c x"));
    add(1, lines("b c d e f"));
    assertThat(find("a b c d e f"))
        .extracting(RepeatedRun::words)
        .containsExactly("5 lines as all of `make 1` above");
  }

  @Test
  void find_linesThatWereReplacedDoNotStandThere() {
    List<String> lines = new ArrayList<>(lines("a b c d e f"));
    lines.set(2, null);
    add(0, lines);
    assertThat(find("a b c d e f"))
        .extracting(RepeatedRun::words)
        .containsExactly("3 lines as in `make 0` above, from `line d` on");
  }

  @Test
  void find_noReferenceToAPlaceThatTwoQuotesDoNotTell() {
    add(0, lines("w a b c x a b c y"));
    assertThat(find("a b c z")).isEmpty();
  }

  @Property(tries = 200, seed = "1")
  void truncatedIndexEqualsAFreshOne(
      @ForAll @Size(min = 1, max = 8)
          List<@Size(max = 12) List<@IntRange(min = 0, max = 3) Integer>> texts,
      @ForAll @IntRange(min = 0, max = 8) int cut) {
    LineIndexTest grown = new LineIndexTest();
    LineIndexTest fresh = new LineIndexTest();
    for (int i = 0; i < texts.size(); i++) {
      List<String> lines = texts.get(i).stream().map(n -> "line " + n).toList();
      grown.add(i, lines);
      if (i < cut) {
        fresh.add(i, lines);
      }
    }
    grown.lineIndex.truncate(cut);
    grown.names.truncate(cut);
    for (List<Integer> text : texts) {
      String words = String.join(" ", text.stream().map(String::valueOf).toList());
      assertThat(grown.find(words)).isEqualTo(fresh.find(words));
    }
  }
}
