package dev.compresh.dialect;

import static dev.compresh.dialect.StreamFixtures.feed;
import static dev.compresh.dialect.StreamFixtures.tap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a provider did to the input is read from where the answer says it, and nowhere else. */
class InputTransformationsTest {
  private static final String DROPPED = element("messages.1.content.0");
  private static final InputTransformation DROP = dropped("messages.1.content.0");
  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",%s"
          + "\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n";
  private static final String DELTA =
      "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
          + "\"end_turn\"},%s\"usage\":{\"output_tokens\":15}}\n\n";
  private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

  private static String element(String path) {
    return "{\"type\":\"thinking_dropped\",\"path\":\"%s\",\"reason\":\"prefix_binding_mismatch\"}"
        .formatted(path);
  }

  private static InputTransformation dropped(String path) {
    return new InputTransformation("thinking_dropped", path, "prefix_binding_mismatch");
  }

  private static String list(String... elements) {
    return "\"input_transformations\":[" + String.join(",", elements) + "],";
  }

  private static List<InputTransformation> ofStream(String stream) {
    ResponseTap tap = tap(Dialect.MESSAGES, false);
    assertThat(feed(tap, stream)).isEqualTo(stream);
    return tap.inputTransformations();
  }

  private static List<InputTransformation> ofBody(String body) {
    ResponseTap tap = body(null);
    assertThat(feed(tap, body)).isEqualTo(body);
    return tap.inputTransformations();
  }

  private static ResponseTap body(@org.jspecify.annotations.Nullable String coding) {
    return new ResponseTap(Dialect.MESSAGES, false, false, "application/json", coding);
  }

  private static String stream(String start, String delta) {
    return START.formatted(start) + DELTA.formatted(delta) + STOP;
  }

  @Test
  void aWholeBody_tellsThemAtItsTop() {
    String more = element("messages.3.content.1");
    assertThat(ofBody("{" + list(DROPPED, more) + "\"content\":[]}"))
        .containsExactly(DROP, dropped("messages.3.content.1"));
    assertThat(ofBody("{\"content\":[], \"input_transformations\" : [ " + DROPPED + " ] }"))
        .containsExactly(DROP);
    for (String none :
        new String[] {
          "{\"content\":[]}",
          "{" + list() + "\"content\":[]}",
          "{\"input_transformations\":null}",
          "{\"input_transformations\":" + DROPPED + "}",
          "{\"input_transformations\":\"[]\"}",
          "[{" + list(DROPPED) + "\"content\":[]}]",
          ""
        }) {
      assertThat(ofBody(none)).as(none).isEmpty();
    }
  }

  @Test
  void aStream_tellsThemAtItsStart_orAgainAtItsEnd() {
    String other = element("messages.5.content.0");
    assertThat(ofStream(stream(list(DROPPED), ""))).containsExactly(DROP);
    assertThat(ofStream(stream("", list(DROPPED)))).containsExactly(DROP);
    assertThat(ofStream(stream(list(DROPPED), list(other, DROPPED))))
        .containsExactly(dropped("messages.5.content.0"), DROP);
    assertThat(ofStream(stream(list(DROPPED), list()))).isEmpty();
    assertThat(ofStream(stream("", ""))).isEmpty();
    assertThat(ofStream(StreamFixtures.MESSAGES)).isEmpty();
  }

  @Test
  void anEventThatNamesItsTypeLast_isKnownAllTheSame() {
    String start =
        "data: {\"message\":{" + list(DROPPED) + "\"id\":\"m\"},\"type\":\"message_start\"}\n\n";
    assertThat(ofStream(start + STOP)).containsExactly(DROP);
    assertThat(ofStream(start.replace("message_start", "message_other") + STOP)).isEmpty();
  }

  @Test
  void everySplit_givesTheSame_ofStreamsAndBodies() {
    String escaped = "{\"type\":\"t\\u0068\\\"x\",\"path\":\"\\/ü\",\"new\":[{\"type\":\"n\"}]}";
    List<InputTransformation> expected = List.of(DROP, new InputTransformation("th\"x", "/ü", ""));
    byte[] stream = stream(list(DROPPED, escaped), "").getBytes(UTF_8);
    byte[] body = ("{" + list(DROPPED, escaped) + "\"content\":[]}").getBytes(UTF_8);
    for (int cut = 0; cut <= stream.length; cut++) {
      ResponseTap tap = tap(Dialect.MESSAGES, false);
      assertThat(feed(tap, stream, cut)).isEqualTo(stream);
      assertThat(tap.inputTransformations()).isEqualTo(expected);
    }
    for (int cut = 0; cut <= body.length; cut++) {
      ResponseTap tap = body(null);
      assertThat(feed(tap, body, cut)).isEqualTo(body);
      assertThat(tap.inputTransformations()).isEqualTo(expected);
    }
    ResponseTap tap = tap(Dialect.MESSAGES, false);
    StreamFixtures.trickle(tap, stream);
    assertThat(tap.inputTransformations()).isEqualTo(expected);
  }

  @Test
  void codedAnswers_areRead_byteByByte() throws IOException {
    byte[] body = gzip("{" + list(DROPPED) + "\"content\":[]}");
    ResponseTap tap = body("gzip");
    assertThat(StreamFixtures.trickle(tap, body)).isEqualTo(body);
    assertThat(tap.inputTransformations()).containsExactly(DROP);
    byte[] stream = gzip(stream(list(DROPPED), ""));
    tap = new ResponseTap(Dialect.MESSAGES, true, false, StreamFixtures.SSE, "gzip");
    assertThat(StreamFixtures.trickle(tap, stream)).isEqualTo(stream);
    assertThat(tap.inputTransformations()).containsExactly(DROP);
  }

  /** A model may say, or call a tool with, whatever it likes. */
  @Test
  void contentThatLooksLikeThem_isNone() {
    String inside = "{" + list(DROPPED) + "\"message\":{" + list(DROPPED) + "\"a\":1}}";
    String quoted = inside.replace("\"", "\\\"");
    for (String content :
        new String[] {
          "[{\"type\":\"text\",\"text\":\"" + quoted + "\"}]",
          "[{\"type\":\"tool_use\",\"input\":" + inside + "}]",
          "[" + inside + "]",
          inside
        }) {
      assertThat(ofBody("{\"type\":\"message\",\"content\":" + content + "}")).isEmpty();
      assertThat(ofBody("{\"type\":\"message\",\"message\":" + inside + "}")).isEmpty();
      String event =
          "data: {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\","
              + "\"input\":%s},\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}}"
                  .formatted(inside, quoted)
              + "\n\n";
      String named =
          "data: {\"type\":\"content_block_delta\",%s\"message\":%s}\n\n"
              .formatted(list(DROPPED), inside);
      String stream =
          START.formatted("\"content\":" + content + ",") + event + named + DELTA.formatted("");
      assertThat(ofStream(stream + STOP)).isEmpty();
    }
  }

  @Test
  void otherDialects_haveNone() {
    for (Dialect dialect : new Dialect[] {Dialect.CHAT, Dialect.RESPONSES}) {
      ResponseTap tap = new ResponseTap(dialect, false, false, "application/json", null);
      feed(tap, "{" + list(DROPPED) + "\"a\":1}");
      assertThat(tap.inputTransformations()).isEmpty();
      tap = tap(dialect, false);
      feed(tap, stream(list(DROPPED), list(DROPPED)));
      assertThat(tap.inputTransformations()).isEmpty();
    }
  }

  @Test
  void whatBreaksOff_doesNotCount_andLeavesWhatCameBefore() {
    String whole = stream(list(DROPPED), list(element("messages.9.content.9")));
    int delta = whole.indexOf("messages.9");
    assertThat(ofStream(whole.substring(0, delta))).containsExactly(DROP);
    assertThat(ofStream(whole.substring(0, delta) + "\n\n" + STOP)).containsExactly(DROP);
    assertThat(ofStream(whole.substring(0, whole.indexOf("messages.1") + 5))).isEmpty();
    String body = "{" + list(DROPPED, DROPPED) + "\"content\":[\"a\"]}";
    assertThat(ofBody(body.substring(0, body.lastIndexOf("prefix")))).isEmpty();
    assertThat(ofBody(body.substring(0, body.indexOf("content\":")))).hasSize(2);
  }

  @Test
  void elementsOfAnotherKind_areLeftOut_andFieldsMissingAreEmpty() {
    String odd =
        list("\"thinking_dropped\"", "[\"a\",{\"type\":\"b\"}]", "7", "null", "{}", DROPPED);
    assertThat(ofBody("{" + odd + "\"content\":[]}"))
        .containsExactly(new InputTransformation("", "", ""), DROP);
    String numbers = list("{\"type\":7,\"path\":null,\"reason\":[\"a\"],\"other\":\"b\"}");
    assertThat(ofBody("{" + numbers + "\"content\":[]}"))
        .containsExactly(new InputTransformation("", "", ""));
  }

  @Test
  void countAndLengths_areBounded() {
    String[] many = new String[5_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = element("messages." + i);
    }
    List<InputTransformation> kept = ofStream(stream(list(many), ""));
    assertThat(kept).hasSize(256).startsWith(dropped("messages.0"));
    for (String text :
        new String[] {
          "x".repeat(65),
          "x".repeat(1 << 20),
          "ü".repeat(200),
          "\\u00fc".repeat(50),
          "😀".repeat(99)
        }) {
      List<InputTransformation> read = ofBody("{" + list(element(text)) + "\"content\":[]}");
      assertThat(read).hasSize(1);
      assertThat(read.getFirst().path().length()).isBetween(16, 64);
    }
    String cut = ofBody("{" + list(element("x".repeat(63) + "😀")) + "\"a\":1}").getFirst().path();
    assertThat(cut).isEqualTo("x".repeat(63));
    String exact = ofBody("{" + list(element("x".repeat(64))) + "\"a\":1}").getFirst().path();
    assertThat(exact).isEqualTo("x".repeat(64));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
