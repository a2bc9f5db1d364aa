package dev.compresh.dialect;

import dev.compresh.http.BodyDecoding;
import dev.compresh.http.ContentDecoder;
import dev.compresh.json.JsonBlanks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sits between a provider's answer and the client: every byte passes at once and unchanged, and
 * usage is read on the way, in bounded memory. Where Compresh asked for a chat stream's usage event
 * itself, just that event is taken out again. Fed by one thread at a time.
 */
public final class ResponseTap implements AutoCloseable {
  /** A coded answer is metered up to this many plain bytes: no real one is as long. */
  private static final long MAX_DECODED = 256L << 20;

  /** Takes bytes for the client. They are only lent: what keeps them copies them. */
  @FunctionalInterface
  public interface ByteSink {
    void write(byte[] buf, int off, int len);
  }

  private final @Nullable Dialect dialect;
  private final AnswerFormat answerFormat;
  private final boolean stripUsage;
  private final List<ContentDecoder> decoders;
  private AnswerMeter answerMeter;
  private @Nullable SseReader events;
  private @Nullable EventFilter filter;
  private boolean undecided;
  private long decoded;
  private boolean metered;
  private boolean ended;

  /**
   * For one answer.
   *
   * @param dialect the API spoken, null where none is (embeddings: usage as in chat)
   * @param streamed whether the client asked for a stream
   * @param stripUsage whether the stream's usage event is to be taken out; works where the answer
   *     is an event stream without content coding
   * @param contentType the answer's {@code Content-Type}, null where it has none or is an error;
   *     what the body begins with counts more
   * @param contentEncoding the answer's {@code Content-Encoding}, null where it has none
   */
  public ResponseTap(
      @Nullable Dialect dialect,
      boolean streamed,
      boolean stripUsage,
      @Nullable String contentType,
      @Nullable String contentEncoding) {
    this.dialect = dialect;
    this.answerFormat = dialect == null ? PlainAnswers.FORMAT : dialect;
    this.decoders = new ArrayList<>(0);
    this.metered = decoders(BodyDecoding.codings(contentEncoding).reversed());
    this.stripUsage = stripUsage && metered && decoders.isEmpty();
    this.undecided = metered && dialect != null && (streamed || contentType != null);
    boolean stream = isLabelledStream(contentType, streamed);
    this.answerMeter = new AnswerMeter(answerFormat, stream);
    readAs(stream);
  }

  private static boolean isLabelledStream(@Nullable String contentType, boolean streamed) {
    String type = contentType == null ? "" : contentType.trim().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? streamed : type.startsWith("text/event-stream");
  }

  private void readAs(boolean stream) {
    answerMeter = new AnswerMeter(answerFormat, stream);
    events = stream ? new SseReader(answerMeter) : null;
    filter = stripUsage && events != null ? new EventFilter(events, answerMeter) : null;
  }

  /**
   * Decides by the body's first byte of content, where there is one, whether it is an event stream
   * or JSON: some servers and balancers label one as the other.
   */
  private void decide(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && (JsonBlanks.is(buf[at]) || AnswerMeter.isByteOrderMark(buf[at]))) {
      at++;
    }
    if (at == to) {
      return;
    }
    undecided = false;
    boolean stream =
        switch (buf[at]) {
          case '{', '[' -> false;
          case 'd', 'e', 'i', 'r', ':' -> true;
          default -> events != null;
        };
    if (stream != (events != null)) {
      readAs(stream);
    }
  }

  private boolean decoders(List<String> codings) {
    for (String coding : codings) {
      ContentDecoder contentDecoder = ContentDecoder.of(coding);
      if (contentDecoder == null) {
        return false;
      }
      decoders.add(contentDecoder);
    }
    return true;
  }

  /** Passes a piece of the answer on. */
  public void accept(byte[] buf, int off, int len, ByteSink out) {
    if (undecided && decoders.isEmpty()) {
      decide(buf, off, off + len);
    }
    if (filter != null) {
      filter.accept(buf, off, len, out);
      return;
    }
    out.write(buf, off, len);
    if (metered) {
      decode(0, buf, off, len);
    }
  }

  /** The answer is over, whole or broken: what was held back passes on. */
  public void end(ByteSink out) {
    if (ended) {
      return;
    }
    ended = true;
    if (filter != null) {
      filter.end(out);
    }
    if (events == null) {
      answerMeter.endAnswer();
    } else {
      answerMeter.endEvent();
    }
    close();
  }

  private boolean decode(int stage, byte[] buf, int off, int len) {
    if (stage == decoders.size()) {
      if (undecided) {
        decide(buf, off, off + len);
      }
      read(buf, off, off + len);
      decoded += stage == 0 ? 0 : len;
      metered &= decoded <= MAX_DECODED;
      return metered;
    }
    try {
      return decoders.get(stage).feed(buf, off, len, (b, o, n) -> decode(stage + 1, b, o, n));
    } catch (IOException e) {
      // The client gets the bytes as they are; only metering ends here.
      metered = false;
      return false;
    }
  }

  private void read(byte[] buf, int from, int to) {
    if (events == null) {
      answerMeter.data(buf, from, to);
      return;
    }
    int at = from;
    while (at < to) {
      at = events.read(buf, at, to);
      if (events.mark() == SseReader.SseMark.END) {
        answerMeter.endEvent();
      }
    }
  }

  /**
   * Returns whether the answer came to its own end: {@code [DONE]}, {@code message_stop}, {@code
   * response.completed|incomplete|failed}, or the whole JSON value. A stream of no known dialect
   * has no such end: between events it may be over.
   */
  public boolean complete() {
    return answerMeter.complete() || (dialect == null && events != null && !events.inEvent());
  }

  /**
   * Returns whether nothing of the answer's content is missing: it is complete, or every choice of
   * a chat stream has said why it ended. Some providers close there, without {@code [DONE]}.
   */
  public boolean finished() {
    return complete() || (answerMeter.allFinished() && events != null && !events.inEvent());
  }

  /**
   * Ids of what the provider has made and keeps: the response, conversations, containers, files.
   */
  public List<String> madeIds() {
    return answerMeter.madeIds();
  }

  /**
   * The provider's figures, null where it reported none so far. Where a Messages stream broke
   * before it reported its output, that is estimated from the text delivered.
   */
  public @Nullable Usage usage() {
    return answerMeter.usage();
  }

  /**
   * Output tokens delivered so far, estimated from the text's length; for where usage is missing.
   */
  public long estimatedOutputTokens() {
    return answerMeter.estimatedTokens();
  }

  /**
   * Returns what a Messages answer says the provider did to the input so far; empty where nothing
   * was, or where the answer does not say.
   */
  public List<InputTransformation> inputTransformations() {
    return answerMeter.inputTransformations();
  }

  /** Returns whether bytes may be taken out of the body. */
  public boolean mayShrink() {
    return filter != null || (stripUsage && undecided);
  }

  /**
   * Returns whether the body is one value, not a stream: the provider had all of it when it began.
   */
  public boolean isOneValue() {
    return events == null && metered && dialect != null && !answerMeter.isArray();
  }

  /** Returns whether an event of a stream has begun and not ended. */
  public boolean isInEvent() {
    return events != null && events.inEvent();
  }

  /** All that was read so far. */
  public MeterReading reading() {
    return answerMeter.reading();
  }

  /**
   * Returns whether an event can be put behind what was passed on: an event stream without coding.
   */
  public boolean appendable() {
    return events != null && metered && decoders.isEmpty();
  }

  /**
   * The event that ends this stream after a fault; empty where none can be put behind it. To be
   * asked for after {@link #end}.
   */
  public byte[] fault(String type, String code, String message) {
    if (!appendable() || events == null) {
      return new byte[0];
    }
    Dialect spoken = dialect == null ? Dialect.CHAT : dialect;
    return spoken.streamFault(
        new StreamFault(
            type,
            code,
            message,
            events.inEvent(),
            answerMeter.responseId(),
            answerMeter.sequence() + 1));
  }

  /** Frees decoders; what was read stays. Called by {@link #end}, or where that never comes. */
  @Override
  public void close() {
    decoders.forEach(ContentDecoder::close);
    metered &= decoders.isEmpty();
  }
}
