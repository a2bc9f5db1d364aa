package dev.compresh.sim;

import dev.compresh.wire.Headers;
import java.time.Duration;

/** Something that goes wrong with an answer. Several can be laid over one another. */
public sealed interface Fault {

  /** An error of the provider, in its own shape. {@code headers} come on top of the usual ones. */
  record Status(int status, Headers headers) implements Fault {
    public Status(int status) {
      this(status, Headers.NONE);
    }
  }

  /** Any answer instead of the provider's own. */
  record Instead(int status, Headers headers, byte[] body) implements Fault {}

  /** These bytes instead of a head and a body; then the connection closes. */
  record Verbatim(byte[] bytes) implements Fault {}

  /** An HTML page with this status, as a proxy in front of a provider sends it. */
  record Html(int status) implements Fault {}

  /** Bytes that are no HTTP. */
  record Garbage() implements Fault {}

  /** The request is read and never answered; the connection stays open. */
  record Silence() implements Fault {}

  /** The head, and nothing after it; the connection stays open. */
  record HeadOnly() implements Fault {}

  /** A wait before the first byte. */
  record Delay(Duration time) implements Fault {}

  /** The connection is closed in order after so many bytes of the body, the rest left out. */
  record CutAfter(long bytes) implements Fault {}

  /** The connection is reset after so many bytes of the body. */
  record ResetAfter(long bytes) implements Fault {}

  /** Silence after so many bytes of the body; the connection stays open. */
  record StallAfter(long bytes) implements Fault {}

  /** A wait between writes: between events, or between pieces where the body is split. */
  record Slow(Duration pace) implements Fault {}

  /** Every write carries so many bytes; in a chunked body each is a chunk. */
  record Split(int bytes) implements Fault {}

  /** The declared length is this much above (or, negative, below) what is sent. */
  record ShortLength(int bytes) implements Fault {}

  /** Legal but unusual server-sent events. */
  record OddSse(Style style) implements Fault {}

  /** The answer is one event with a text of this many bytes. */
  record BigEvent(int bytes) implements Fault {}

  /** The connection closes after the answer, without having said so. */
  record CloseAfterResponse() implements Fault {}

  /** The body is gzip, whether or not the client takes it; events are flushed one by one. */
  record Gzip() implements Fault {}

  /** Ways to write server-sent events. */
  enum Style {
    /** Lines end in CR. */
    CR,
    /** Lines end in CRLF. */
    CRLF,
    /** The stream begins with a byte order mark. */
    BOM,
    /** Comments stand between events. */
    COMMENTS,
    /** An event's data is spread over several lines. */
    MULTILINE,
    /** No space after the colon. */
    NOSPACE
  }
}
