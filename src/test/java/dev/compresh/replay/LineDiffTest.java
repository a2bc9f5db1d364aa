package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.replay.LineDiff.Row;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void linesThatStay_standBesideEachOther() {
    assertThat(LineDiff.of("a\nb\nc\nd", "a\nx\nd"))
        .containsExactly(
            new Row("a", "a"), new Row("b", "x"), new Row("c", null), new Row("d", "d"));
  }

  @Test
  void emptyTexts_haveNoLines() {
    assertThat(LineDiff.of("", "")).isEmpty();
    assertThat(LineDiff.of("", "new")).containsExactly(new Row(null, "new"));
    assertThat(LineDiff.of("old", "")).containsExactly(new Row("old", null));
  }

  @Property(tries = 200, seed = "1")
  void bothTexts_canBeReadBack(
      @ForAll @Size(max = 30) List<@CharRange(from = 'a', to = 'd') Character> left,
      @ForAll @Size(max = 30) List<@CharRange(from = 'a', to = 'd') Character> right) {
    String before = text(left);
    String after = text(right);
    List<Row> rows = LineDiff.of(before, after);
    assertThat(rows.stream().map(Row::left).filter(Objects::nonNull).collect(join()))
        .isEqualTo(before);
    assertThat(rows.stream().map(Row::right).filter(Objects::nonNull).collect(join()))
        .isEqualTo(after);
  }

  @Test
  void veryLongTexts_areNotComparedLineByLine() {
    String before = "start\n" + "x\n".repeat(20_000) + "end";
    String after = "start\n" + "y\n".repeat(20_000) + "end";
    assertThat(LineDiff.of(before, after)).hasSize(20_002);
  }

  private static String text(List<Character> letters) {
    return letters.stream().map(String::valueOf).collect(join());
  }

  private static java.util.stream.Collector<CharSequence, ?, String> join() {
    return Collectors.joining("\n");
  }
}
