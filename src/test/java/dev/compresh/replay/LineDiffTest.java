package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.replay.LineDiff.DiffRow;
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
    assertThat(LineDiff.diff("a\nb\nc\nd", "a\nx\nd"))
        .containsExactly(
            new DiffRow("a", "a"),
            new DiffRow("b", "x"),
            new DiffRow("c", null),
            new DiffRow("d", "d"));
  }

  @Test
  void emptyTexts_haveNoLines() {
    assertThat(LineDiff.diff("", "")).isEmpty();
    assertThat(LineDiff.diff("", "new")).containsExactly(new DiffRow(null, "new"));
    assertThat(LineDiff.diff("old", "")).containsExactly(new DiffRow("old", null));
  }

  @Property(tries = 200, seed = "1")
  void bothTexts_canBeReadBack(
      @ForAll @Size(max = 30) List<@CharRange(from = 'a', to = 'd') Character> left,
      @ForAll @Size(max = 30) List<@CharRange(from = 'a', to = 'd') Character> right) {
    String before = text(left);
    String after = text(right);
    List<DiffRow> rows = LineDiff.diff(before, after);
    assertThat(rows.stream().map(DiffRow::left).filter(Objects::nonNull).collect(join()))
        .isEqualTo(before);
    assertThat(rows.stream().map(DiffRow::right).filter(Objects::nonNull).collect(join()))
        .isEqualTo(after);
  }

  @Test
  void veryLongTexts_areNotComparedLineByLine() {
    String before = "start\n" + "x\n".repeat(20_000) + "end";
    String after = "start\n" + "y\n".repeat(20_000) + "end";
    assertThat(LineDiff.diff(before, after)).hasSize(20_002);
  }

  private static String text(List<Character> letters) {
    return letters.stream().map(String::valueOf).collect(join());
  }

  private static java.util.stream.Collector<CharSequence, ?, String> join() {
    return Collectors.joining("\n");
  }
}
