package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Markers;
import org.junit.jupiter.api.Test;

class PrintedShorterTest {
  private static final Blobs BLOBS = new Blobs(Markers.DEFAULT);

  @Test
  void hitsOfASearch_areGroupedByFile() {
    String text =
        """
        src/app/main.py:7:import os
        src/app/main.py:19:    x = os.environ["A:1:b"]
        src/app/main.py:20:    return x
        src/app/other.py:3:import os
        Binary file x.pyc matches\
        """;
    assertThat(GrepHits.group(text))
        .isEqualTo(
            """
            src/app/main.py:
            7:import os
            19:    x = os.environ["A:1:b"]
            20:    return x
            src/app/other.py:3:import os
            Binary file x.pyc matches\
            """);
  }

  @Test
  void linesThatAreNoHits_stay() {
    String text = "https://a.b:80:x\nhttps://a.b:80:y\nhttps://a.b:80:z\nE: 1:2:3\n::\n";
    assertThat(GrepHits.group(text)).isEqualTo(text);
    assertThat(GrepHits.group("")).isEmpty();
  }

  @Test
  void gapsOfATable_becomeTwoBlanks() {
    String table =
        """
            NAME        READY   STATUS
            web-1       1/1     Up
            db          1/1     Up
        """;
    assertThat(Columns.narrow(table))
        .isEqualTo("    NAME  READY  STATUS\n    web-1  1/1  Up\n    db  1/1  Up\n");
    assertThat(Columns.narrow("a  b c   ")).isEqualTo("a  b c   ");
  }

  @Test
  void codesWithoutEnd_areCutWithTheirHash() {
    String blob = "iVBORw0KGgo8AAAANSUhEUg4".repeat(40);
    assertThat(BLOBS.cut("{\"png\":\"" + blob + "\"}"))
        .startsWith("{\"png\":\"iVBORw0KGgo8")
        .contains("[920 characters cut, sha256 ")
        .endsWith("]\"}")
        .hasSizeLessThan(130);
  }

  @Test
  void rulesAndPaths_stay() {
    String rule = "=".repeat(500) + "\n" + "-".repeat(500) + "\n" + "a/b_c/".repeat(100);
    assertThat(BLOBS.cut(rule)).isEqualTo(rule);
  }
}
