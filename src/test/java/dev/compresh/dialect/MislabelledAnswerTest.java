package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An answer is read as what it is, whatever its content type says. */
class MislabelledAnswerTest {
  private static final String STRIPPED =
      StreamFixtures.CHAT.replace(StreamFixtures.USAGE_EVENT, "");
  private static final Usage USAGE = new Usage(8, 12, 0, 0, 7, 3);
  private static final String JSON =
      "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";

  private static ResponseTap tap(@Nullable String type) {
    return new ResponseTap(Dialect.CHAT, true, true, type, null);
  }

  @Test
  void streamsUnderAnyLabel_areMeteredAndFiltered() {
    for (String type :
        new String[] {
          "application/json", "text/plain", "text/html; charset=utf-8", "application/x-ndjson", ""
        }) {
      ResponseTap tap = tap(type);
      assertThat(tap.mayShrink()).isTrue();
      assertThat(StreamFixtures.feed(tap, StreamFixtures.CHAT)).as(type).isEqualTo(STRIPPED);
      assertThat(tap.usage()).isEqualTo(USAGE);
      assertThat(tap.complete()).isTrue();
      assertThat(tap.appendable()).isTrue();
      tap = tap(type);
      assertThat(
              new String(StreamFixtures.trickle(tap, StreamFixtures.CHAT.getBytes(UTF_8)), UTF_8))
          .isEqualTo(STRIPPED);
      assertThat(tap.usage()).isEqualTo(USAGE);
    }
    assertThat(StreamFixtures.feed(tap(null), StreamFixtures.CHAT)).isEqualTo(STRIPPED);
  }

  @Test
  void streamsThatBeginOtherwise_areSeenToo() {
    for (String start :
        new String[] {
          ": wait\n\n", "event: x\n", "id: 1\n", "retry: 5\n\n", "\n\n", "\r\n", "\ufeff"
        }) {
      ResponseTap tap = tap("application/json");
      String stream = start + StreamFixtures.CHAT;
      assertThat(StreamFixtures.feed(tap, stream)).as(start).isEqualTo(start + STRIPPED);
      assertThat(tap.usage()).as(start).isEqualTo(USAGE);
    }
  }

  @Test
  void jsonLabelledAsStream_isMeteredAsJson() {
    ResponseTap tap = tap(StreamFixtures.SSE);
    assertThat(StreamFixtures.feed(tap, "\n " + JSON)).isEqualTo("\n " + JSON);
    assertThat(tap.usage()).isEqualTo(new Usage(9, 0, 0, 0, 4, 0));
    assertThat(tap.complete()).isTrue();
    assertThat(tap.appendable()).isFalse();
    assertThat(tap.fault("a", "b", "c")).isEmpty();
  }

  @Test
  void jsonBehindAByteOrderMark_isMetered() {
    for (String type : new String[] {"application/json", StreamFixtures.SSE, "text/plain", ""}) {
      ResponseTap tap = tap(type);
      assertThat(StreamFixtures.feed(tap, "\ufeff" + JSON)).as(type).isEqualTo("\ufeff" + JSON);
      assertThat(tap.usage()).as(type).isEqualTo(new Usage(9, 0, 0, 0, 4, 0));
      tap = tap(type);
      StreamFixtures.trickle(tap, ("\ufeff\n" + JSON).getBytes(UTF_8));
      assertThat(tap.usage()).as(type).isEqualTo(new Usage(9, 0, 0, 0, 4, 0));
      assertThat(tap.complete()).isTrue();
    }
  }

  @Test
  void jsonInPlaceOfAStream_isMetered() {
    ResponseTap tap = tap("application/json");
    assertThat(StreamFixtures.feed(tap, JSON)).isEqualTo(JSON);
    assertThat(tap.usage()).isEqualTo(new Usage(9, 0, 0, 0, 4, 0));
    assertThat(tap.mayShrink()).isFalse();
  }

  @Test
  void otherApis_areSeenToo() {
    ResponseTap messages = new ResponseTap(Dialect.MESSAGES, true, false, "text/plain", null);
    StreamFixtures.feed(messages, StreamFixtures.MESSAGES);
    assertThat(messages.usage()).isEqualTo(new Usage(25, 40, 70, 30, 15, 0));
    ResponseTap responses =
        new ResponseTap(Dialect.RESPONSES, true, false, "application/json", null);
    StreamFixtures.feed(responses, StreamFixtures.RESPONSES);
    assertThat(responses.usage()).isEqualTo(new Usage(7, 30, 0, 0, 11, 4));
  }

  @Test
  void streamThatNobodyAskedFor_isMetered() {
    ResponseTap tap = new ResponseTap(Dialect.CHAT, false, false, "application/json", null);
    StreamFixtures.feed(tap, StreamFixtures.CHAT);
    assertThat(tap.usage()).isEqualTo(USAGE);
  }

  @Test
  void codedStreamUnderAnotherLabel_isMetered() throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
      gzip.write(StreamFixtures.CHAT.getBytes(UTF_8));
    }
    ResponseTap tap = new ResponseTap(Dialect.CHAT, true, true, "application/json", "gzip");
    assertThat(tap.mayShrink()).isFalse();
    assertThat(StreamFixtures.feed(tap, coded.toByteArray())).isEqualTo(coded.toByteArray());
    assertThat(tap.usage()).isEqualTo(USAGE);
  }

  @Test
  void errorsAndSound_areReadAsLabelled() {
    ResponseTap error = new ResponseTap(Dialect.CHAT, false, false, null, null);
    assertThat(StreamFixtures.feed(error, StreamFixtures.CHAT)).isEqualTo(StreamFixtures.CHAT);
    assertThat(error.appendable()).isFalse();
    ResponseTap text = new ResponseTap(null, false, false, "text/plain", null);
    assertThat(StreamFixtures.feed(text, "data: what was said")).isEqualTo("data: what was said");
    assertThat(text.appendable()).isFalse();
  }
}
