package dev.compresh.dialect;

import static dev.compresh.dialect.StreamFixtures.feed;
import static dev.compresh.dialect.StreamFixtures.tap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageMeteringTest {

  @Test
  void chatStream_usageOfTheLastEvent_cachedTokensTakenOutOfTheInput() {
    ResponseTap tap = tap(Dialect.CHAT, false);
    assertThat(feed(tap, StreamFixtures.CHAT)).isEqualTo(StreamFixtures.CHAT);
    assertThat(tap.usage()).isEqualTo(new Usage(8, 12, 0, 0, 7, 3));
    assertThat(tap.complete()).isTrue();
  }

  @Test
  void messagesStream_startAndDelta_cacheWritesBySpan() {
    ResponseTap tap = tap(Dialect.MESSAGES, false);
    assertThat(feed(tap, StreamFixtures.MESSAGES)).isEqualTo(StreamFixtures.MESSAGES);
    assertThat(tap.usage()).isEqualTo(new Usage(25, 40, 70, 30, 15, 0));
    assertThat(tap.complete()).isTrue();
  }

  @Test
  void responsesStream_completed() {
    ResponseTap tap = tap(Dialect.RESPONSES, false);
    assertThat(feed(tap, StreamFixtures.RESPONSES)).isEqualTo(StreamFixtures.RESPONSES);
    assertThat(tap.usage()).isEqualTo(new Usage(7, 30, 0, 0, 11, 4));
    assertThat(tap.complete()).isTrue();
  }

  private static ResponseTap messages(String endUsage) {
    ResponseTap tap = tap(Dialect.MESSAGES, false);
    feed(
        tap,
        "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,"
            + "\"output_tokens\":1}}}\n\n"
            + "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\","
            + "\"text\":\"four tokens here\"}}\n\n"
            + "data: {\"type\":\"content_block_stop\"}\n\n"
            + "data: {\"type\":\"message_delta\",\"usage\":"
            + endUsage
            + "}\n\n");
    return tap;
  }

  @Test
  void messagesStream_thatEndsWithNoOutput_isEstimatedAndMarked() {
    for (String usage :
        new String[] {
          "{\"output_tokens\":0}",
          "{\"output_tokens\":-0}",
          "{\"input_tokens\":7}",
          "{\"input_tokens\":7,\"output_tokens\":null}",
          "{\"output_tokens\":0.2}",
          "{}"
        }) {
      ResponseTap tap = messages(usage);
      assertThat(tap.usage()).as(usage).isEqualTo(new Usage(7, 0, 0, 0, 4, 0));
      assertThat(tap.reading().doubts()).as(usage).contains(UsageDoubt.OUTPUT_MISSING);
    }
  }

  @Test
  void messagesStream_thatEndsWithItsOutput_isBelieved() {
    ResponseTap tap = messages("{\"output_tokens\":2}");
    assertThat(tap.usage()).isEqualTo(new Usage(7, 0, 0, 0, 2, 0));
    assertThat(tap.reading().doubts()).isEmpty();
  }

  @Test
  void everySplit_givesTheSame() {
    for (Dialect dialect : DialectRegistry.all()) {
      String stream =
          switch (dialect.name()) {
            case "chat" -> StreamFixtures.CHAT;
            case "messages" -> StreamFixtures.MESSAGES;
            case "gemini" -> StreamFixtures.GEMINI;
            default -> StreamFixtures.RESPONSES;
          };
      byte[] bytes = stream.getBytes(UTF_8);
      ResponseTap whole = tap(dialect, false);
      feed(whole, bytes);
      for (int cut = 0; cut <= bytes.length; cut++) {
        ResponseTap tap = tap(dialect, false);
        assertThat(feed(tap, bytes, cut)).isEqualTo(bytes);
        assertThat(tap.usage()).isEqualTo(whole.usage());
        assertThat(tap.complete()).isTrue();
        assertThat(tap.estimatedOutputTokens()).isEqualTo(whole.estimatedOutputTokens());
      }
    }
  }

  @Test
  void unstreamed_ofAllThree() {
    assertThat(
            json(
                Dialect.CHAT,
                "{\"choices\":[{\"message\":{\"content\":\"{\\\"usage\\\":1}\",\"usage\":{\"prompt_tokens\":9}}}],"
                    + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}"))
        .isEqualTo(new Usage(10, 0, 0, 0, 5, 0));
    assertThat(
            json(
                Dialect.MESSAGES,
                "{\"content\":[],\"usage\":{\"input_tokens\":3,\"cache_creation_input_tokens\":8,"
                    + "\"others\":[{\"input_tokens\":99,\"output_tokens\":99}],\"output_tokens\":5}}"))
        .isEqualTo(new Usage(3, 0, 8, 0, 5, 0));
    assertThat(
            json(
                Dialect.RESPONSES,
                "{\"usage\": {\"input_tokens\": 10, \"output_tokens\": 2.0e0,"
                    + " \"input_tokens_details\": {\"cached_tokens\": 4}}, \"output\": []}"))
        .isEqualTo(new Usage(6, 4, 0, 0, 2, 0));
  }

  @Test
  void embeddings_countInputAlone() {
    ResponseTap tap = new ResponseTap(null, false, false, "application/json", null);
    feed(
        tap,
        "{\"data\":[{\"embedding\":[0.1,-2e-3]}],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
    assertThat(tap.usage()).isEqualTo(new Usage(8, 0, 0, 0, 0, 0));
    assertThat(tap.complete()).isTrue();
  }

  @Test
  void streamOfNoDialect_isCompleteBetweenEvents() {
    ResponseTap tap = new ResponseTap(null, true, false, StreamFixtures.SSE, null);
    feed(tap, "data: {\"type\":\"speech.audio.delta\"}\n\n");
    assertThat(tap.complete()).isTrue();
    ResponseTap broken = new ResponseTap(null, true, false, StreamFixtures.SSE, null);
    feed(broken, "data: {\"type\":\"spe");
    assertThat(broken.complete()).isFalse();
  }

  @Test
  void missingUsage_isEstimatedFromTheTextDelivered() {
    ResponseTap chat = tap(Dialect.CHAT, false);
    feed(chat, StreamFixtures.CHAT.replace(StreamFixtures.USAGE_EVENT, ""));
    assertThat(chat.usage()).isNull();
    // 11 ASCII characters, escapes as one, and 2 others that count three times
    assertThat(chat.estimatedOutputTokens()).isEqualTo((9 + 2 * 3 + 3) / 4);
    ResponseTap messages = tap(Dialect.MESSAGES, false);
    feed(messages, StreamFixtures.MESSAGES);
    assertThat(messages.estimatedOutputTokens()).isEqualTo(3);
    ResponseTap responses = tap(Dialect.RESPONSES, false);
    feed(responses, StreamFixtures.RESPONSES);
    assertThat(responses.estimatedOutputTokens()).isEqualTo(3);
  }

  @Test
  void messagesStreamBrokenBeforeItsEnd_outputIsEstimated() {
    ResponseTap tap = tap(Dialect.MESSAGES, false);
    feed(
        tap,
        StreamFixtures.MESSAGES.substring(
            0, StreamFixtures.MESSAGES.indexOf("event: message_delta")));
    assertThat(tap.usage()).isEqualTo(new Usage(25, 40, 70, 30, 3, 0));
    assertThat(tap.complete()).isFalse();
  }

  @Test
  void brokenOff_isNotComplete() {
    for (String end :
        new String[] {"data: [DONE]", "data: [DON", "data: {\"choices\":[]}\n\n", ""}) {
      ResponseTap tap = tap(Dialect.CHAT, false);
      String stream = StreamFixtures.CHAT.replace("data: [DONE]\n\n", end);
      feed(tap, stream);
      assertThat(tap.complete()).as(end).isEqualTo(end.endsWith("]"));
    }
    ResponseTap json = new ResponseTap(Dialect.CHAT, false, false, "application/json", null);
    feed(json, "{\"usage\":{\"prompt_tokens\":8}");
    assertThat(json.complete()).isFalse();
    assertThat(json.usage()).isEqualTo(new Usage(8, 0, 0, 0, 0, 0));
  }

  @Test
  void errorsAndHtml_passWithoutUsage() {
    for (String body :
        new String[] {"<html>\"usage\":{}</html>", "{\"error\":{\"message\":\"m\"}}", ""}) {
      ResponseTap tap = new ResponseTap(Dialect.CHAT, true, true, "application/json", null);
      assertThat(feed(tap, body)).isEqualTo(body);
      assertThat(tap.usage()).isNull();
      assertThat(tap.estimatedOutputTokens()).isZero();
    }
  }

  @Test
  void oddButLegalStreams_areRead() {
    String odd =
        "\ufeff:c\r\rid\revent:x\rdata:{\"choices\":[{\"finish_reason\":\"stop\"}],\r"
            + "data: \"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}\rretry: 5\r\r"
            + "database: {\"usage\":{\"prompt_tokens\":9}}\n\n\n\ndata\n\ndata:[DONE]\r\n\r\n";
    byte[] bytes = odd.getBytes(UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      ResponseTap tap = tap(Dialect.CHAT, true);
      assertThat(feed(tap, bytes, cut)).isEqualTo(bytes);
      assertThat(tap.usage()).isEqualTo(new Usage(5, 0, 0, 0, 6, 0));
      assertThat(tap.complete()).isTrue();
    }
  }

  @Test
  void hugeEvent_isReadInConstantMemory() {
    String text = "x".repeat(8 << 20);
    String stream =
        "data: {\"choices\":[{\"delta\":{\"content\":\""
            + text
            + "\"}}],"
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n";
    ResponseTap tap = tap(Dialect.CHAT, true);
    assertThat(feed(tap, stream).length()).isEqualTo(stream.length());
    assertThat(tap.usage()).isEqualTo(new Usage(1, 0, 0, 0, 2, 0));
    assertThat(tap.estimatedOutputTokens()).isEqualTo(text.length() / 4);
  }

  private static @Nullable Usage json(Dialect dialect, String body) {
    ResponseTap tap = new ResponseTap(dialect, false, false, "application/json", null);
    assertThat(feed(tap, body, body.length() / 2)).isEqualTo(body);
    assertThat(tap.complete()).isTrue();
    return tap.usage();
  }

  @Test
  void soundInsideTheFigures_isToldApart() {
    String chat =
        """
        {"choices":[],"usage":{"prompt_tokens":150,"completion_tokens":250,
          "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":100},
          "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":200}}}
        """;
    ResponseTap tap = new ResponseTap(Dialect.CHAT, false, false, "application/json", null);
    feed(tap, chat);
    assertThat(tap.usage()).isEqualTo(new Usage(150, 0, 0, 0, 250, 0, 100, 200, 0));
  }

  @Test
  void transcriptions_tellTokensOrSeconds() {
    String tokens =
        """
        {"text":"a","usage":{"type":"tokens","input_tokens":14,
          "input_token_details":{"text_tokens":4,"audio_tokens":10},"output_tokens":45}}
        """;
    ResponseTap tap = new ResponseTap(null, false, false, "application/json", null);
    feed(tap, tokens);
    assertThat(tap.usage()).isEqualTo(new Usage(14, 0, 0, 0, 45, 0, 10, 0, 0));
    tap = new ResponseTap(null, false, false, "application/json", null);
    feed(tap, "{\"text\":\"a\",\"usage\":{\"type\":\"duration\",\"seconds\":9}}");
    assertThat(tap.usage()).isEqualTo(new Usage(0, 0, 0, 0, 0, 0, 0, 0, 9));
  }

  @Test
  void figuresThatNoRequestHas_areBoundedSoThatSumsFit() {
    ResponseTap tap = new ResponseTap(Dialect.CHAT, false, false, "application/json", null);
    feed(
        tap,
        "{\"usage\":{\"prompt_tokens\":9223372036854775807,"
            + "\"completion_tokens\":99999999999999999999999,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":9223372036854775807}}}");
    assertThat(tap.usage()).isEqualTo(new Usage(0, 1_000_000_000, 0, 0, 1_000_000_000, 0));
  }
}
