package dev.compresh.dialect;

import static dev.compresh.dialect.StreamFixtures.feed;
import static dev.compresh.dialect.StreamFixtures.tap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class UsageStrippingTest {
  private static final String STRIPPED =
      StreamFixtures.CHAT.replace(StreamFixtures.USAGE_EVENT, "");

  @Test
  void usageEvent_goes_whateverTheLineEndsAndTheSplit() {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      byte[] stream = StreamFixtures.CHAT.replace("\n", end).getBytes(UTF_8);
      String expected = STRIPPED.replace("\n", end);
      for (int cut = 0; cut <= stream.length; cut++) {
        ResponseTap tap = tap(Dialect.CHAT, true);
        assertThat(new String(feed(tap, stream, cut), UTF_8)).isEqualTo(expected);
        assertThat(tap.usage()).isEqualTo(new Usage(8, 12, 0, 0, 7, 3));
        assertThat(tap.complete()).isTrue();
      }
      ResponseTap tap = tap(Dialect.CHAT, true);
      assertThat(new String(StreamFixtures.trickle(tap, stream), UTF_8)).isEqualTo(expected);
    }
  }

  @Test
  void everythingElse_isNotHeldBack() {
    ResponseTap tap = tap(Dialect.CHAT, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] stream = StreamFixtures.CHAT.getBytes(UTF_8);
    int usage = STRIPPED.getBytes(UTF_8).length - "data: [DONE]\n\n".length();
    for (int i = 0; i < usage; i++) {
      StreamFixtures.accept(tap, stream, i, i + 1, out);
      assertThat(out.size()).isEqualTo(i + 1);
    }
  }

  @Test
  void commentsAndDone_passAtOnce_alsoAfterTheFinish() {
    ResponseTap tap = tap(Dialect.CHAT, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] finish = "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n".getBytes(UTF_8);
    StreamFixtures.accept(tap, finish, 0, finish.length, out);
    out.reset();
    byte[] comment = ": keep".getBytes(UTF_8);
    StreamFixtures.accept(tap, comment, 0, comment.length, out);
    assertThat(out.toString(UTF_8)).isEqualTo(": keep");
    byte[] rest = "\n\ndata: [D".getBytes(UTF_8);
    StreamFixtures.accept(tap, rest, 0, rest.length, out);
    assertThat(out.toString(UTF_8)).isEqualTo(": keep\n\ndata: [D");
    byte[] done = "ONE]\n\ndata: {\"id\":1,\"choices\":[{".getBytes(UTF_8);
    StreamFixtures.accept(tap, done, 0, done.length, out);
    assertThat(out.toString(UTF_8)).endsWith("\"choices\":[{");
  }

  @Test
  void breakInTheUsageEvent_releasesWhatWasHeld() {
    int start = StreamFixtures.CHAT.indexOf(StreamFixtures.USAGE_EVENT);
    for (int length = 0; length < StreamFixtures.USAGE_EVENT.length(); length++) {
      ResponseTap tap = tap(Dialect.CHAT, true);
      String broken = StreamFixtures.CHAT.substring(0, start + length);
      assertThat(feed(tap, broken)).isEqualTo(broken);
      assertThat(tap.complete()).isFalse();
    }
  }

  @Test
  void usageEvent_goesWhereItComesWhole_alsoIfNoChoiceToldItsEnd() {
    String before = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n";
    String usage = "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 3}}\n\n";
    String after = "data: [DONE]\n\n";
    assertThat(feed(tap(Dialect.CHAT, true), before + usage + after)).isEqualTo(before + after);
    ResponseTap tap = tap(Dialect.CHAT, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String piece : new String[] {before + usage.substring(0, 9), usage.substring(9) + after}) {
      byte[] bytes = piece.getBytes(UTF_8);
      StreamFixtures.accept(tap, bytes, 0, bytes.length, out);
    }
    assertThat(out.toString(UTF_8)).isEqualTo(before + usage + after); // nothing is held back
  }

  @Test
  void usageBesideAChoice_stays() {
    String stream =
        """
        data: {"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}

        data: {"choices":[{"delta":{}}],"usage":{"prompt_tokens":2,"completion_tokens":3}}

        data: {"choices":[],"note":1}

        data: {"usage":{"prompt_tokens":2}}

        data: [DONE]

        """;
    ResponseTap tap = tap(Dialect.CHAT, true);
    assertThat(feed(tap, stream, 90, 100, 180)).isEqualTo(stream);
    assertThat(tap.usage()).isEqualTo(new Usage(2, 0, 0, 0, 3, 0));
  }

  @Test
  void hugeEventAfterTheFinish_isNotHeldForEver() {
    ResponseTap tap = tap(Dialect.CHAT, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String stream =
        "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\ndata: {\"x\":\""
            + "y".repeat(70_000);
    byte[] bytes = stream.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i += 1_000) {
      StreamFixtures.accept(tap, bytes, i, Math.min(bytes.length, i + 1_000), out);
    }
    assertThat(out.size()).isEqualTo(bytes.length);
  }

  @Test
  void fault_isPutBehind_closingABrokenEvent() {
    ResponseTap tap = tap(Dialect.CHAT, true);
    feed(tap, "data: {\"choices\":[]}\n\ndata: {\"ch");
    assertThat(new String(tap.fault("engine_error", "timeout", "Upstream timeout"), UTF_8))
        .isEqualTo(
            "\n\ndata: {\"error\":{\"message\":\"Upstream timeout\",\"type\":\"engine_error\","
                + "\"code\":\"timeout\"}}\n\n");
    ResponseTap between = tap(Dialect.MESSAGES, false);
    feed(between, "event: ping\ndata: {}\n\n");
    assertThat(new String(between.fault("engine_error", "timeout", "m"), UTF_8))
        .isEqualTo(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"m\","
                + "\"type\":\"engine_error\",\"code\":\"timeout\"}}\n\n");
    ResponseTap responses = tap(Dialect.RESPONSES, false);
    feed(
        responses,
        StreamFixtures.RESPONSES.substring(
            0, StreamFixtures.RESPONSES.indexOf("event: response.c", 9)));
    assertThat(new String(responses.fault("engine_error", "timeout", "m"), UTF_8))
        .startsWith(
            "event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":3,")
        .contains("\"id\":\"resp_1\"", "\"status\":\"failed\"", "\"code\":\"timeout\"");
    ResponseTap json = new ResponseTap(Dialect.CHAT, false, false, "application/json", null);
    feed(json, "{\"a\":");
    assertThat(json.fault("a", "b", "c")).isEmpty();
  }
}
