package dev.compresh.sim;

import dev.compresh.http.Headers;
import java.time.Duration;

/** Something that goes wrong with an answer. Several can be laid over one another. */
public sealed interface InjectedFault {

  /** An error of the provider, in its own shape. {@code headers} come on top of the usual ones. */
  record StatusFault(int status, Headers headers) implements InjectedFault {
    public StatusFault(int status) {
      this(status, Headers.NONE);
    }
  }

  /** Any answer instead of the provider's own. */
  record ReplacedAnswer(int status, Headers headers, byte[] body) implements InjectedFault {}

  /** These bytes instead of a head and a body; then the connection closes. */
  record VerbatimFault(byte[] bytes) implements InjectedFault {}

  /** An HTML page with this status, as a proxy in front of a provider sends it. */
  record HtmlFault(int status) implements InjectedFault {}

  /** Bytes that are no HTTP. */
  record GarbageFault() implements InjectedFault {}

  /** The request is read and never answered; the connection stays open. */
  record SilenceFault() implements InjectedFault {}

  /** The head, and nothing after it; the connection stays open. */
  record HeadOnly() implements InjectedFault {}

  /** A wait before the first byte. */
  record DelayFault(Duration time) implements InjectedFault {}

  /** The connection is closed in order after so many bytes of the body, the rest left out. */
  record CutAfter(long bytes) implements InjectedFault {}

  /** The connection is reset after so many bytes of the body. */
  record ResetAfter(long bytes) implements InjectedFault {}

  /** Silence after so many bytes of the body; the connection stays open. */
  record StallAfter(long bytes) implements InjectedFault {}

  /** A wait between writes: between events, or between pieces where the body is split. */
  record SlowFault(Duration pace) implements InjectedFault {}

  /** Every write carries so many bytes; in a chunked body each is a chunk. */
  record SplitFault(int bytes) implements InjectedFault {}

  /** The declared length is this much above (or, negative, below) what is sent. */
  record ShortLength(int bytes) implements InjectedFault {}

  /** Legal but unusual server-sent events. */
  record OddSse(EventStyle style) implements InjectedFault {}

  /** The answer is one event with a text of this many bytes. */
  record BigEvent(int bytes) implements InjectedFault {}

  /** The connection closes after the answer, without having said so. */
  record CloseAfterResponse() implements InjectedFault {}

  /** The body is gzip, whether or not the client takes it; events are flushed one by one. */
  record GzipFault() implements InjectedFault {}

  /** Ways to write server-sent events. */
  enum EventStyle {
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
