package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.ToolUse;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all crushers, over what all kinds of tools print, and over what none prints. */
class CrushersTest {
  private static final TokenCounter COUNT = text -> (text.length() + 3) / 4;
  private static final ToolOutputCompressor COMPRESSOR =
      new ToolOutputCompressor(ElisionMarkers.DEFAULT);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static String shrink(ToolUse use, String text, boolean fold) {
    return COMPRESSOR.shrink(
        use, text, fold ? CompressionMode.MAX : CompressionMode.LOSSLESS, COUNT);
  }

  @Property(tries = 1_500, seed = "1")
  void smallerByATenthOrUntouched_neverEmpty_stable(@ForAll long seed) {
    RandomToolOutputs.RandomOutput randomOutput = RandomToolOutputs.random(new Random(seed));
    for (boolean fold : new boolean[] {false, true}) {
      String once = shrink(randomOutput.use(), randomOutput.text(), fold);
      if (!once.equals(randomOutput.text())) {
        assertThat(COUNT.count(once) * 10L)
            .isLessThanOrEqualTo(COUNT.count(randomOutput.text()) * 9L);
        assertThat(once).isNotBlank();
      }
      // What carries a marker of ours is left alone by whoever asks.
      if (!ElisionMarkers.DEFAULT.isMarked(once)) {
        assertThat(shrink(randomOutput.use(), once, fold))
            .as("%s", randomOutput.use())
            .isEqualTo(once);
      }
    }
  }

  /** Lossless: every word of letters and digits that a line carries still appears somewhere. */
  @Property(tries = 500, seed = "1")
  void linesOfFilesStandToTheLetter(@ForAll long seed) {
    Random random = new Random(seed);
    RandomToolOutputs.RandomOutput randomOutput = RandomToolOutputs.random(random);
    for (String command : List.of("cat x", "sed -n 1,9p x", "gc x", "git show HEAD:x")) {
      ToolUse use = new ToolUse("bash", command, "", List.of());
      assertThat(shrink(use, randomOutput.text(), true)).isEqualTo(randomOutput.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "x",
        "\n",
        "a\r",
        "\u001b[",
        "\u001b]0;",
        "{\"a\":",
        "[",
        "1\t\n",
        "\u0000",
        "\ud800",
        "│   ",
        "├── ",
        "a/b/",
        "a/b/c:1:",
        "-",
        "<",
        "<a ",
        "<html><",
        "<script>",
        "&",
        "&#",
        ",",
        "\"",
        "a,b,c\n",
        "· ",
        "[ ·123456]",
        "src/a.py:1:x\n",
        "ok 1 - a\n",
        "  File \"/gems/\"\n",
        "diff --git a b\n",
        "-rw-r--r-- 1 a b 3 Mar 3 09:12 c\n",
        "Downloading x\n",
        "12:00 'a' b\n",
        "A  B  C\n",
        "12K\t./a/lib/b\n",
        "  3: core::x\n  at /rustc/\n",
        "x PASSED\n\n"
      })
  void endlessInputTakesLinearTime(String piece) {
    for (ToolUse use : uses()) {
      long one = nanos(use, piece, 100_000);
      long four = nanos(use, piece, 400_000);
      // Four times the work; what a compiler or a collector adds is allowed for, a square is not.
      assertThat(four).as("%s: %s", piece, use).isLessThan(12 * one + 300_000_000L);
    }
  }

  private static long nanos(ToolUse use, String piece, int length) {
    String text = piece.repeat(length / piece.length());
    long start = THREADS.getCurrentThreadCpuTime();
    String shrunk = shrink(use, text, true);
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    assertThat(COUNT.count(shrunk)).isLessThanOrEqualTo(COUNT.count(text));
    return nanos;
  }

  private static List<ToolUse> uses() {
    return List.of(
        new ToolUse("Read", "", "a.c", List.of()),
        new ToolUse("api", "", "", List.of()),
        new ToolUse("bash", "make", "", List.of()),
        new ToolUse("bash", "ls", "", List.of()),
        new ToolUse("bash", "grep x", "", List.of()),
        new ToolUse("bash", "git diff", "", List.of()));
  }

  @Test
  void toolsThatPrintWhatLooksLikeAMarker_areNotMistaken() {
    String text = "[the line above 9 times ·000000]\n" + "waiting\n".repeat(9);
    ToolUse use = new ToolUse("bash", "make", "", List.of());
    assertThat(shrink(use, text, false))
        .startsWith("[the line above 9 times ·000000]\nwaiting\n[the");
  }
}
