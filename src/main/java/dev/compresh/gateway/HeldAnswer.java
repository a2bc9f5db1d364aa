package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.upstream.AnswerListener;
import dev.compresh.http.BodyDecoding;
import dev.compresh.proxy.AttemptResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer's head and what has come of its body. At first it may be under inspection, within
 * bounds of size and time; once it is decided that the client gets it, it waits for its first byte
 * to be allowed, within a bound of time.
 */
final class HeldAnswer {
  /** Longer bodies are not inspected, neither as they came nor decoded. */
  private static final int MAX_INSPECTED = 64 * 1024;

  private static final long INSPECTION_IDLE = TimeUnit.SECONDS.toNanos(2);
  private static final long INSPECTION_TOTAL = TimeUnit.SECONDS.toNanos(5);

  private static final int INITIAL_CAPACITY = 256;

  private final HttpResponseHead httpResponseHead;
  private final long latestInspection;
  private boolean decided;
  private long deadline;
  private @Nullable ByteBuf body;
  private @Nullable Consumer<AnswerListener> ending;

  /** Of an answer that is not inspected. */
  HeldAnswer(HttpResponseHead httpResponseHead) {
    this(httpResponseHead, 0);
  }

  private HeldAnswer(HttpResponseHead httpResponseHead, long latestInspection) {
    this.httpResponseHead = httpResponseHead;
    this.latestInspection = latestInspection;
  }

  /**
   * Of an answer that is inspected.
   *
   * @param latest when that has to be over in any case
   */
  static HeldAnswer inspecting(HttpResponseHead httpResponseHead, long latest) {
    long now = System.nanoTime();
    HeldAnswer held = new HeldAnswer(httpResponseHead, Math.min(latest, now + INSPECTION_TOTAL));
    held.extend(now);
    return held;
  }

  /** Returns whether the head does not say already that the body is too long for that. */
  static boolean canInspect(HttpResponseHead httpResponseHead) {
    return httpResponseHead.length() <= MAX_INSPECTED;
  }

  private void extend(long now) {
    deadline = Math.min(latestInspection, now + INSPECTION_IDLE);
  }

  HttpResponseHead response() {
    return httpResponseHead;
  }

  /** Returns whether the client gets it; else it is being inspected. */
  boolean isDecided() {
    return decided;
  }

  /** The client gets it, at {@code latest}. */
  void decide(long latest) {
    decided = true;
    deadline = latest;
  }

  /** Returns when the inspection, or the wait, is over whatever is missing. */
  long deadline() {
    return deadline;
  }

  /** Returns whether it is longer than what is inspected. */
  boolean isTooLong() {
    return !decided && body != null && body.readableBytes() > MAX_INSPECTED;
  }

  /** Keeps more of the body and releases {@code data}. */
  void add(ByteBuf data) {
    if (body == null) {
      body = data.alloc().directBuffer(Math.max(INITIAL_CAPACITY, data.readableBytes()));
    }
    // Copied: many small slices would each keep the whole buffer that they were read into.
    body.writeBytes(data);
    data.release();
    if (!decided) {
      extend(System.nanoTime());
    }
  }

  /** The answer ended. */
  void end(boolean told) {
    ending = answerListener -> answerListener.end(told);
  }

  /** The answer broke off. */
  void fail(AnswerListener.CallFailure callFailure) {
    ending = answerListener -> answerListener.failed(callFailure);
  }

  /** The result without the body. */
  AttemptResult answered() {
    return new AttemptResult.AttemptAnswered(httpResponseHead.status(), httpResponseHead.headers());
  }

  /** The result with the whole body; without it where it can't be decoded. */
  AttemptResult inspected() {
    byte[] bytes = body == null ? new byte[0] : ByteBufUtil.getBytes(body);
    String coding = httpResponseHead.headers().first("content-encoding");
    return BodyDecoding.decode(bytes, coding, MAX_INSPECTED)
            instanceof BodyDecoding.DecodedBody(byte[] plain)
        ? new AttemptResult.AttemptInspected(
            httpResponseHead.status(), httpResponseHead.headers(), plain)
        : answered();
  }

  /** Tells {@code answer} what came after the head; nothing is held any more. */
  void replay(AnswerListener answerListener) {
    ByteBuf bytes = body;
    body = null;
    if (bytes != null) {
      answerListener.data(bytes);
    }
    if (ending != null) {
      ending.accept(answerListener);
    }
  }

  /** Nobody gets it. */
  void drop() {
    if (body != null) {
      body.release();
      body = null;
    }
  }
}
