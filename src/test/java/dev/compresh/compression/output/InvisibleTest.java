package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What invisible filters take away, no terminal shows: the screen is the same before and after. */
class InvisibleTest {
  private static final List<String> PIECES =
      List.of(
          "word",
          "a b",
          "100%",
          " 10% |##   |",
          "░░██",
          "日本",
          "✅ ok",
          "é",
          "\t",
          "\n",
          "\n",
          "\r",
          "\r\n",
          "\r\r\n",
          "\b",
          "\b\b",
          "          ",
          "\u0007",
          "\u001b[31m",
          "\u001b[0m",
          "\u001b[K",
          "\u001b[1K",
          "\u001b[2K",
          "\u001b[A",
          "\u001b[2A",
          "\u001b[1B",
          "\u001b[3C",
          "\u001b[2D",
          "\u001b[5G",
          "\u001b[F",
          "\u001b[J",
          "\u001b[2J",
          "\u001b[H",
          "\u001b[?25l",
          "\u001b]0;title\u0007",
          "\u001b]8;;http://a\u001b\\link\u001b]8;;\u001b\\",
          "\u001b(B",
          "\u001b7",
          "\u001b8",
          "\u001bM",
          "\u001b[30A",
          "\u001b[",
          "\u001b",
          "x\ry",
          "\u001b[1;3H");

  private static void assertSame(String stream) {
    assertThat(ScreenEmulator.show(AnsiSequences.screen(stream)))
        .as("%s", JsonString.encode(stream))
        .isEqualTo(ScreenEmulator.show(stream));
    assertThat(ScreenEmulator.show(AnsiSequences.bare(stream)))
        .as("styles of %s", JsonString.encode(stream))
        .isEqualTo(ScreenEmulator.show(stream));
  }

  @Property(tries = 6_000, seed = "1")
  void anyStream(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder stream = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      stream.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    assertSame(stream.toString());
  }

  /** Without what scrolls or addresses the screen, so that most streams can be followed. */
  @Property(tries = 6_000, seed = "2")
  void streamsOfLinesThatAreDrawnAgain(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder stream = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      for (int n = random.nextInt(4); n > 0; n--) {
        stream
            .append("\r")
            .append(random.nextInt(100))
            .append("% of file")
            .append(random.nextInt(3));
        stream.append(random.nextBoolean() ? "\u001b[K" : "");
      }
      if (random.nextInt(4) == 0) {
        stream.append("\n\u001b[").append(1 + random.nextInt(3)).append("A\u001b[2K\rrow");
      }
      stream.append(random.nextInt(5) == 0 ? "\b\b!" : "").append('\n');
    }
    assertSame(stream.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Collecting x\n  Downloading x.whl (3 MB)\n\r   ━━━━ 1.0/3.0 MB 5 MB/s eta 0:00:01\r"
            + "   ━━━━━━━━ 3.0/3.0 MB 6 MB/s eta 0:00:00\nInstalled x\n",
        "remote: Counting objects:  10% (1/10)\rremote: Counting objects: 100% (10/10), done.\n",
        " 10%|█    | 1/10 [00:01<00:09,  1.0it/s]\r100%|█████| 10/10 [00:10<00:00,  1.0it/s]\nend\n",
        "[0/3] build\n\u001b[1A\u001b[2K\r[1/3] build\n\u001b[1A\u001b[2K\r[2/3] build\n",
        "a Waiting\nb Waiting\n\u001b[2A\u001b[2K\ra Done   \n\u001b[2K\rb Done   \n",
        "N\bNA\bAM\bME\bE\n     ls - list\n",
        "⠋ install\r⠙ install\r✔ install\n",
        "\u001b[32m✓\u001b[39m adds\u001b[90m 2ms\u001b[39m\n"
      })
  void programs(String stream) {
    assertSame(stream);
    assertThat(AnsiSequences.screen(stream)).doesNotContain("\u001b").doesNotContain("\b");
    assertThat(AnsiSequences.screen(stream)).hasSizeLessThan(stream.length());
  }

  /** Rows of old systems and exports end with a return; each of them is data. */
  @Test
  void returnsInData_stay() {
    for (String data :
        List.of(
            "0;kafka;0\r1;alpha;3\r2;worker;6\r3;ledger;9",
            "id,rate\r1,10%\r2,20%\r3,30%\r",
            "name\tshare\rann\t10%\rbob\t20%\r",
            "line one\rline two\rline three\n",
            "a\r\nb\r\nc\r\n",
            "10\r20\r30\r",
            "one | two\rthree | four\r")) {
      assertThat(AnsiSequences.screen(data)).isEqualTo(data);
    }
  }
}
