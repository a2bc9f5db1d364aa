package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonBlocksTest {
  private static String shrink(String text) {
    return JsonBlocks.shrink(text, true);
  }

  @Test
  void shrink_blanksGo() {
    assertThat(shrink("{\n  \"a\": [1, 2.50],\n  \"b\": {\"c\": null}\n}\n"))
        .isEqualTo("{\"a\":[1,2.50],\"b\":{\"c\":null}}\n");
  }

  @Test
  void shrink_recordsBecomeATable() {
    String text =
        "[{\"id\": 1, \"kind\": \"a\", \"n\": 1e3}, {\"id\": 2, \"kind\": \"a\", \"n\": 0.10},"
            + " {\"id\": 3, \"kind\": \"a\", \"n\": -7}]";
    assertThat(shrink(text)).isEqualTo("[{kind=\"a\",id,n}:[1,1e3],[2,0.10],[3,-7]]");
  }

  @Test
  void shrink_tablesInside() {
    assertThat(shrink("{\"rows\": [{\"x\": 1, \"y\": 2}, {\"x\": 3, \"y\": [4]}]}"))
        .isEqualTo("{\"rows\":[{x,y}:[1,2],[3,[4]]]}");
  }

  @Test
  void shrink_valuesBetweenOtherLines() {
    assertThat(shrink("HTTP 200\n{ \"a\" : 1 }\ndone\n[ 1 , 2 ]"))
        .isEqualTo("HTTP 200\n{\"a\":1}\ndone\n[1,2]");
  }

  @Test
  void shrink_brokenJsonStays() {
    for (String text :
        new String[] {
          "{\"a\": 1",
          "{a: 1}",
          "[1, 2,]",
          "{\"a\": 01x}",
          "[TODO] fix",
          "{\"a\": 1} and more",
          "[nope]",
          "{",
          "[",
          "\"",
          "{\"a\":\"\n\"}"
        }) {
      assertThat(shrink(text)).isEqualTo(text);
    }
  }

  @Test
  void shrink_lettersWrittenAsNumbers() {
    assertThat(shrink("[\"caf\\u00e9\", \"\\\\u00e9\", \"\\ud83d\\ude00\", \"\\u0001\"]"))
        .isEqualTo("[\"café\",\"\\\\u00e9\",\"\\ud83d\\ude00\",\"\\u0001\"]");
  }

  @Test
  void shrink_deepOrEndlessInputTakesLinearTime() {
    String deep = "[".repeat(500_000);
    assertThat(shrink(deep)).isEqualTo(deep);
    String lines = "[\n".repeat(300_000);
    assertThat(shrink(lines)).isEqualTo(lines);
    String objects = "{\"a\":\n".repeat(200_000);
    assertThat(shrink(objects)).isEqualTo(objects);
    String blanks = " ".repeat(1_000_000);
    assertThat(shrink(blanks)).isEqualTo(blanks);
  }
}
