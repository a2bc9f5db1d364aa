package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Streams for tests, and ways to feed them. */
final class StreamFixtures {
  private StreamFixtures() {}

  static final String SSE = "text/event-stream; charset=utf-8";

  static final String USAGE_EVENT =
      "data: {\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":7,"
          + "\"total_tokens\":27,\"prompt_tokens_details\":{\"cached_tokens\":12},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}}\n\n";

  /** A chat stream with the usage event that Compresh asked for. */
  static final String CHAT =
      "data: {\"id\":\"1\",\"choices\":[],\"prompt_filter_results\":[]}\n\n"
          + "data:"
          + " {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":null}\n\n"
          + ": keep-alive\n\n"
          + "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüß"
          + " \\\"dich\\\"\"},\"finish_reason\":null}],\"usage\":null}\n\n"
          + "data:"
          + " {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
          + USAGE_EVENT
          + "data: [DONE]\n\n";

  static final String MESSAGES =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"m","type":"message","content":[],"usage":{"input_tokens":25,"cache_creation_input_tokens":100,"cache_read_input_tokens":40,"cache_creation":{"ephemeral_5m_input_tokens":70,"ephemeral_1h_input_tokens":30},"output_tokens":1}}}

      event: ping
      data: {"type": "ping"}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello, you"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  static final String RESPONSES =
      """
      event: response.created
      data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","output":[],"usage":null}}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","sequence_number":1,"delta":"Hello, you"}

      event: response.output_text.done
      data: {"type":"response.output_text.done","sequence_number":2,"text":"Hello, you"}

      event: response.completed
      data: {"type":"response.completed","sequence_number":3,"response":{"id":"resp_1","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"Hello, you"}]}],"usage":{"input_tokens":37,"input_tokens_details":{"cached_tokens":30},"output_tokens":11,"output_tokens_details":{"reasoning_tokens":4},"total_tokens":48}}}

      """;

  static final String GEMINI =
      """
      data: {"candidates":[{"content":{"parts":[{"text":"Hm.","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":50,"totalTokenCount":56,"thoughtsTokenCount":6},"modelVersion":"m","responseId":"r"}

      data: {"candidates":[{"content":{"parts":[{"text":"Hello, you"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":50,"candidatesTokenCount":2,"totalTokenCount":58,"thoughtsTokenCount":6},"modelVersion":"m","responseId":"r"}

      data: {"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"c2ln"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":50,"candidatesTokenCount":3,"totalTokenCount":59,"cachedContentTokenCount":40,"promptTokensDetails":[{"modality":"TEXT","tokenCount":50}],"thoughtsTokenCount":6},"modelVersion":"m","responseId":"r"}

      """;

  static ResponseTap tap(Dialect dialect, boolean strip) {
    return new ResponseTap(dialect, true, strip, SSE, null);
  }

  /** Feeds all of it, cut before each of {@code cuts}; gives what came out, end included. */
  static String feed(ResponseTap tap, String stream, int... cuts) {
    return new String(feed(tap, stream.getBytes(UTF_8), cuts), UTF_8);
  }

  static byte[] feed(ResponseTap tap, byte[] bytes, int... cuts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int cut : cuts) {
      accept(tap, bytes, from, cut, out);
      from = cut;
    }
    accept(tap, bytes, from, bytes.length, out);
    tap.end(out::write);
    return out.toByteArray();
  }

  /** Feeds byte by byte. */
  static byte[] trickle(ResponseTap tap, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      accept(tap, bytes, i, i + 1, out);
    }
    tap.end(out::write);
    return out.toByteArray();
  }

  /** Out of an array of its own, wiped after, as a buffer is that was only lent. */
  static void accept(ResponseTap tap, byte[] bytes, int from, int to, ByteArrayOutputStream out) {
    byte[] lent = new byte[to - from + 4];
    System.arraycopy(bytes, from, lent, 2, to - from);
    tap.accept(lent, 2, to - from, out::write);
    Arrays.fill(lent, (byte) '#');
  }
}
