package dev.compresh.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodySplicerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String[] BLANKS = {"", " ", "\n  ", "\r\n\t"};

  @Test
  void noEdits_givesTheSameBytes() {
    assertThat(BodySplicer.apply("{ } ".getBytes(UTF_8), List.of()))
        .isEqualTo("{ } ".getBytes(UTF_8));
  }

  @Test
  void replaceAndInsert_inAnyOrder() {
    assertThat(
            apply(
                "[\"ab\",1]",
                new BodyEdit.ReplaceEdit(new ByteSpan(6, 7), bytes("22")),
                insert(2, "x"),
                insert(2, "y")))
        .isEqualTo("[\"xyab\",22]");
  }

  @Test
  void remove_takesOneComma() {
    assertThat(apply("[ 1 , 2 , 3 ]", remove(2, 3))).isEqualTo("[ 2 , 3 ]");
    assertThat(apply("[ 1 , 2 , 3 ]", remove(6, 7))).isEqualTo("[ 1 , 3 ]");
    assertThat(apply("[ 1 , 2 , 3 ]", remove(10, 11))).isEqualTo("[ 1 , 2  ]");
    assertThat(apply("[ 1 ]", remove(2, 3))).isEqualTo("[  ]");
  }

  @Test
  void remove_severalSideBySide_takeTheirCommas() {
    assertThat(apply("[1,2,3]", remove(1, 2), remove(3, 4))).isEqualTo("[3]");
    assertThat(apply("[1,2,3]", remove(5, 6), remove(3, 4))).isEqualTo("[1]");
    assertThat(apply("[1,2,3]", remove(1, 2), remove(3, 4), remove(5, 6))).isEqualTo("[]");
    assertThat(apply("[1,2,3]", remove(1, 2), remove(5, 6))).isEqualTo("[2]");
  }

  @Test
  void insertInFrontOfARemovedElement_staysInItsPlace() {
    assertThat(apply("[1,2]", insert(1, "0,"), remove(1, 2))).isEqualTo("[0,2]");
  }

  @Test
  void overlappingEdits_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apply("[1,2,3]", remove(1, 4), remove(3, 4)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                apply(
                    "[123]",
                    new BodyEdit.ReplaceEdit(new ByteSpan(1, 4), bytes("x")),
                    insert(2, "y")));
    assertThatIllegalArgumentException().isThrownBy(() -> apply("[1]", insert(9, "y")));
    assertThatIllegalArgumentException().isThrownBy(() -> apply("[1]", insert(-1, "y")));
    assertThatIllegalArgumentException().isThrownBy(() -> apply("[1]", remove(2, 1)));
  }

  /** Bit i of each mask says what happens to element i. */
  @Property(seed = "1")
  void anyEdits_giveTheValidRest(
      @ForAll @IntRange(min = 0, max = 8) int size,
      @ForAll byte removed,
      @ForAll byte replaced,
      @ForAll byte inserted,
      @ForAll @IntRange(max = 3) int blank) {
    StringBuilder body = new StringBuilder("{\"a\":[");
    List<BodyEdit> edits = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      body.append(i == 0 ? BLANKS[blank] : "," + BLANKS[blank]);
      int start = body.length();
      body.append("\"").append(i).append("\"").append(BLANKS[(blank + i) % 4]);
      ByteSpan byteSpan = new ByteSpan(start, start + 3);
      if ((removed & (1 << i)) != 0) {
        edits.addFirst(new BodyEdit.RemoveEdit(byteSpan));
      } else if ((replaced & (1 << i)) != 0) {
        edits.add(new BodyEdit.ReplaceEdit(byteSpan, bytes("\"new\"")));
        expected.add("new");
      } else if ((inserted & (1 << i)) != 0) {
        edits.addFirst(insert(start + 1, "+"));
        expected.add("+" + i);
      } else {
        expected.add("" + i);
      }
    }
    body.append("] , \"b\":1.50e1}");
    String spliced = apply(body.toString(), edits.toArray(BodyEdit[]::new));
    JsonNode node = JSON.readTree(spliced);
    assertThat(
            IntStream.range(0, node.get("a").size()).mapToObj(i -> node.get("a").get(i).asString()))
        .containsExactlyElementsOf(expected);
    assertThat(spliced).startsWith("{\"a\":[").endsWith("] , \"b\":1.50e1}");
  }

  private static String apply(String body, BodyEdit... edits) {
    return new String(BodySplicer.apply(bytes(body), List.of(edits)), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static BodyEdit insert(int at, String json) {
    return new BodyEdit.InsertEdit(at, bytes(json));
  }

  private static BodyEdit remove(int start, int end) {
    return new BodyEdit.RemoveEdit(new ByteSpan(start, end));
  }
}
