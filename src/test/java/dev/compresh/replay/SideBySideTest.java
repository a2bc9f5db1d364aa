package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static String numbered(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : "\n").append("line ").append(i);
    }
    return text.toString();
  }

  @Test
  void aWideTerminal_hasTwoColumns() {
    List<String> lines = new SideBySide(87, 10).lines("same\nold\ngone", "same\nnew");
    String pad = " ".repeat(36);
    assertThat(lines)
        .containsExactly(
            "    same" + pad + "   same", "    old " + pad + " | new", "    gone" + pad + " <");
  }

  @Test
  void aNarrowTerminal_hasOneLineBelowTheOther() {
    assertThat(new SideBySide(60, 10).lines("same\nold", "same\nnew"))
        .containsExactly("      same", "    - old", "    + new");
  }

  @Test
  void longTextsAndLines_areCutWithACount() {
    List<String> lines = new SideBySide(60, 5).lines(numbered(0, 50), "");
    assertThat(lines).hasSize(6);
    assertThat(lines.getLast()).isEqualTo("    … 45 more lines");
    assertThat(new SideBySide(87, 9).lines("x".repeat(1_000), ""))
        .hasSize(4)
        .last()
        .asString()
        .endsWith("x…+845 <");
    String line = new SideBySide(60, 5).lines("x".repeat(10_000), "").getFirst();
    assertThat(line).hasSize(60).endsWith("x…+9,953");
  }

  @Test
  void linesAlike_areFolded() {
    assertThat(new SideBySide(60, 20).lines(numbered(0, 40) + "\nend", numbered(0, 40)))
        .containsExactly("      line 0", "    … 38 unchanged lines", "      line 39", "    - end");
  }

  /** A transcript must not be able to talk to the terminal it is shown on. */
  @Test
  void controlCharacters_areShownNotSent() {
    String line = new SideBySide(60, 5).lines("\u001b[2J\r\u0007\u009b\ttext", "").getFirst();
    assertThat(line).isEqualTo("    - ␛[2J␍␇· text");
  }
}
