package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static String thin(String text) {
    Thinning out = new Thinning(true);
    Gutter.rows(text).forEach(out::row);
    return out.toString();
  }

  @Test
  void firstAndEveryTenthLineKeepTheirNumber() {
    StringBuilder text = new StringBuilder();
    for (int i = 7; i <= 12; i++) {
      text.append(String.format("%6d→  line %d;%n", i, i));
    }
    assertThat(thin(text.toString()))
        .isEqualTo("7→  line 7;\n  line 8;\n  line 9;\n10→  line 10;\n  line 11;\n  line 12;\n");
  }

  @Test
  void matchesOfGrepStayMarked() {
    assertThat(thin("7-a\n8:b\n9-c\n10-d\n11-e")).isEqualTo("7-a\n8:b\n9-c\n10-d\ne");
  }

  @Test
  void linesThatLookNumberedThemselvesForbidIt() {
    List<Row> rows = Gutter.rows("1\tx\n2\t3\ty\n3\tz");
    assertThat(Thinning.possible(rows)).isFalse();
    assertThat(Thinning.possible(Gutter.rows("no numbers\nat all"))).isFalse();
  }
}
