package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnsiSequencesTest {
  @Test
  void screen_colours() {
    assertThat(AnsiSequences.screen("\u001b[1;32mPASS\u001b[0m src/a.test.js\u001b[K\n"))
        .isEqualTo("PASS src/a.test.js\n");
  }

  @Test
  void screen_progressBar() {
    assertThat(AnsiSequences.screen("get\n 10%\r 50%\r100% done\nnext"))
        .isEqualTo("get\n100% done\nnext");
    assertThat(AnsiSequences.screen("fetching a\u001b[K\rready\u001b[K\n")).isEqualTo("ready\n");
    // What is shorter leaves a rest of what it overwrites.
    assertThat(AnsiSequences.screen("a 10% of all\r\u001b[1Gb\u001b[0m\r\u001b[0K\n"))
        .isEqualTo("\n");
    assertThat(AnsiSequences.screen("a 100%\ra 9%\n")).isEqualTo("a 9%0%\n");
  }

  @Test
  void screen_windowsLineEnds() {
    assertThat(AnsiSequences.screen("a\r\nb\r\n")).isEqualTo("a\r\nb\r\n");
    assertThat(AnsiSequences.screen("10%\r99%\r\r\nok\r\n")).isEqualTo("99%\r\nok\r\n");
  }

  @Test
  void screen_linksAndTitles() {
    assertThat(
            AnsiSequences.screen(
                "\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\ \u001b]0;t\u0007!"))
        .isEqualTo("text !");
  }

  @Test
  void screen_backspacesAndTrailingBlanks() {
    assertThat(AnsiSequences.screen("ab\b\bcd        \t\nx\b\b\by")).isEqualTo("cd\ny");
    assertThat(AnsiSequences.screen("if x:  \n            \n"))
        .isEqualTo("if x:  \n            \n");
  }

  @Test
  void screen_brokenSequences() {
    assertThat(AnsiSequences.screen("a\u001b")).isEqualTo("a");
    assertThat(AnsiSequences.screen("a\u001b[12")).isEqualTo("a");
    assertThat(AnsiSequences.screen("a\u001b]0;never closed\nb")).isEqualTo("a\nb");
  }
}
