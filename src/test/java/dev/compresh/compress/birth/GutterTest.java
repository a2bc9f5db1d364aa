package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GutterTest {
  private static List<Integer> numbers(String text) {
    return Gutter.rows(text).stream().map(Row::number).toList();
  }

  @Test
  void rows_arrowGutter() {
    List<Row> rows = Gutter.rows("     8→def f():\n     9→\n    10→  return 1\n");
    assertThat(rows).extracting(Row::number).containsExactly(8, 9, 10, -1);
    assertThat(rows).extracting(Row::body).containsExactly("def f():", "", "  return 1", "");
  }

  @Test
  void rows_tabAndBarGutter() {
    assertThat(numbers("  1\ta\n  2\tb\n  3\tc")).containsExactly(1, 2, 3);
    assertThat(numbers("9 | a\n10 | b\n11 | c")).containsExactly(9, 10, 11);
  }

  @Test
  void rows_numbersThatDoNotRiseByOneAreText() {
    assertThat(numbers("1\ta\n3\tb\n7\tc")).containsExactly(-1, -1, -1);
    assertThat(numbers("2024-01-01 x\n2024-01-02 y\n2024-01-03 z")).containsExactly(-1, -1, -1);
  }

  @Test
  void rows_grepWithContext() {
    List<Row> rows = Gutter.rows("7-int a;\n8:int b;\n9-int c;\n--\n40:int d;");
    assertThat(rows).extracting(Row::number).containsExactly(7, 8, 9, -1, -1);
    assertThat(rows).extracting(Row::mark).startsWith('-', ':', '-');
  }

  @Test
  void rows_endlessDigitsAreText() {
    assertThat(numbers("1".repeat(100_000))).containsExactly(-1);
  }
}
