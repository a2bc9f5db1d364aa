package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonBlocksTest {
  private static String shrink(String text) {
    return JsonBlocks.shrink(text);
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
    assertThat(shrink(text)).isEqualTo("[{id,kind=\"a\",n}:[1,1e3],[2,0.10],[3,-7]]");
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
        .isEqualTo("[\"café\",\"\\\\u00e9\",\"\ud83d\ude00\",\"\\u0001\"]");
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

  @Test
  void shrink_recordsInRecordsAreTablesInTables() {
    String text =
        """
        [{"no": "A1", "seats": {"eco": 3, "biz": 1}, "day": "mon"},
         {"no": "B2", "seats": {"eco": 0, "biz": 4}, "day": "mon"},
         {"no": "C3", "seats": {"eco": 7, "biz": 2}, "day": "mon"}]\
        """;
    assertThat(shrink(text))
        .isEqualTo(
            "[{no,seats{eco,biz},day=\"mon\"}:[\"A1\",[3,1]],[\"B2\",[0,4]],[\"C3\",[7,2]]]");
  }

  @Test
  void shrink_recordsUnderNames() {
    String text =
        "{\"x1\": {\"a\": 1, \"b\": 2}, \"x2\": {\"a\": 3, \"b\": 4}, \"x3\": {\"a\": 5, \"b\":"
            + " 6}}";
    assertThat(shrink(text)).isEqualTo("{*{a,b}:\"x1\":[1,2],\"x2\":[3,4],\"x3\":[5,6]}");
  }

  @Test
  void shrink_recordsOnLinesOfTheirOwn() {
    String text =
        """
        {"t": 1, "level": "info", "msg": "a"}
        {"t": 2, "level": "info", "msg": "b"}
        {"t": 3, "level": "info", "msg": "c"}
        {"other": true}
        """;
    assertThat(shrink(text))
        .isEqualTo("{t,level=\"info\",msg}:\n[1,\"a\"]\n[2,\"b\"]\n[3,\"c\"]\n{\"other\":true}\n");
  }

  @Test
  void envelope_textIsReadOutOfIt() {
    String text = "{\"output\":\"a \\\"b\\\"\\n\\tc\\n\",\"metadata\":{\"exit_code\":0}}";
    JsonEnvelope envelope = JsonEnvelope.of(text);
    assertThat(envelope).isNull();
    JsonEnvelope longer =
        JsonEnvelope.of(text.replace("a ", "a long line of what it printed, and some words more "));
    assertThat(longer)
        .isEqualTo(
            new JsonEnvelope(
                "{\"output\":below,\"metadata\":{\"exit_code\":0}}\n",
                "a long line of what it printed, and some words more \"b\"\n\tc\n"));
    assertThat(JsonEnvelope.of("{\"a\":\"" + "x".repeat(90) + "\"}")).isNull();
    assertThat(JsonEnvelope.of("{\"a\":\"" + "x\\n".repeat(90))).isNull();
  }
}
