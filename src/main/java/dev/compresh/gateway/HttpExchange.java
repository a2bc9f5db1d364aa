package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.pipeline.ByteBudget;
import dev.compresh.pipeline.ByteClaim;
import dev.compresh.pipeline.Delivery;
import dev.compresh.pipeline.Handler;
import dev.compresh.pipeline.Problem;
import dev.compresh.pipeline.RequestHead;
import dev.compresh.pipeline.Settlement;
import dev.compresh.pipeline.upload.BytePipe;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's life up to the decision what becomes of it: admitted by its head, body gathered,
 * handed on. Runs on a virtual thread; the outcome goes back to the connection's event loop.
 */
final class HttpExchange implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

  /** What is left of a refused body is read up to here, so that the connection can be kept. */
  private static final int MAX_DRAINED = 256 * 1024;

  /** Bytes of an upload that wait here at most. */
  private static final int PIPE = 256 * 1024;

  /** Bytes that are reserved for a body whose length nobody tells; it grows from there. */
  private static final int LEAST_UNTOLD = 64 * 1024;

  private final ClientConnection connection;
  private final Handler handler;
  private final HttpRequestHead httpRequestHead;
  private final RequestHead head;
  private final IncomingBody body;
  private final ByteBudget bodies;
  private volatile @Nullable ByteClaim claim;
  private volatile long admittedAt;
  private volatile long waited;

  HttpExchange(ClientConnection connection, HttpRequestHead httpRequestHead, RequestHead head, IncomingBody body) {
    this.connection = connection;
    this.handler = connection.gateway().handler();
    this.bodies = connection.gateway().bounds().bodies();
    this.httpRequestHead = httpRequestHead;
    this.head = head;
    this.body = body;
  }

  HttpRequestHead request() {
    return httpRequestHead;
  }

  RequestHead head() {
    return head;
  }

  IncomingBody body() {
    return body;
  }

  /** Nanoseconds spent on waiting for the client's body after its head was admitted. */
  long waited() {
    return waited;
  }

  /** Whether the rest of the body will be read, so that the connection can be kept. */
  boolean drains() {
    return body.done() || (body.left() <= MAX_DRAINED && !unasked());
  }

  /** Whether the client may still wait for a {@code 100 Continue} before it sends its body. */
  boolean unasked() {
    return httpRequestHead.expectsContinue() && body.isEmpty();
  }

  /** Settles what was decided to be sent and was not. */
  void unsent(Handler.Outcome.Send send, Delivery.Ending ending) {
    long total = System.nanoTime() - head.received();
    send.forward().settlement().settle(new Delivery(ending, 0, null, 0, 0, -1, total, 0, 0));
  }

  /** Settles what was sent; a fault there is logged and goes no further. */
  void settle(Settlement settlement, Delivery delivery) {
    try {
      settlement.settle(delivery);
    } catch (RuntimeException e) {
      LOG.error("request {} could not be settled", head.id(), RedactedException.of(e));
    }
  }

  @Override
  public void run() {
    Handler.Outcome outcome;
    try {
      outcome = decide();
    } catch (OutOfMemoryError e) {
      FatalError.end(e);
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.error("request {} failed", head.id(), RedactedException.of(e));
      outcome = LocalAnswers.internal(head);
    }
    connection.decided(this, outcome);
  }

  private Handler.@Nullable Outcome decide() {
    return switch (handler.admit(head)) {
      case Handler.Outcome.Reply reply -> reply;
      case Handler.Admitted admitted -> held(admitted);
      case Handler.AdmittedUpload upload -> upload(upload);
    };
  }

  /** Reads the body into memory, once there is memory for it. */
  private Handler.@Nullable Outcome held(Handler.Admitted admitted) {
    if (httpRequestHead.length() > admitted.maxBody()) {
      return admitted.tooLarge();
    }
    ByteClaim memory = bodies.claim(httpRequestHead.length() < 0 ? LEAST_UNTOLD : httpRequestHead.length());
    if (memory == null) {
      return unaffordable(admitted, httpRequestHead.length());
    }
    claim = memory;
    return switch (await(admitted.maxBody(), memory)) {
      case IncomingBody.WholeBody wholeBody ->
          ScopedValue.where(ByteClaim.CURRENT, memory).call(() -> proceed(admitted, wholeBody, memory));
      case IncomingBody.BodyTooLarge bodyTooLarge -> admitted.tooLarge();
      case IncomingBody.UnaffordableBody unaffordableBody -> unaffordable(admitted, -1);
      case IncomingBody.BodyGone bodyGone -> {
        admitted.abandoned();
        yield null;
      }
    };
  }

  private static Handler.Outcome proceed(
      Handler.Admitted admitted, IncomingBody.WholeBody wholeBody, ByteClaim memory) {
    try {
      return admitted.proceed(wholeBody.bytes());
    } finally {
      memory.decided();
    }
  }

  private Handler.Outcome.Reply unaffordable(Handler.Admitted admitted, long length) {
    bodies.noteRefusal();
    Problem problem =
        length > bodies.largestBody()
            ? Problem.beyondMemory(bodies.largestBody())
            : Problem.overloaded();
    LOG.warn(
        "request {} was refused with {}: bodies under way take {} of {} bytes",
        head.id(),
        problem.status(),
        bodies.used(),
        bodies.total());
    Handler.Outcome.Reply noted = admitted.refuse(problem);
    return LocalAnswers.retryable(noted == null ? LocalAnswers.render(problem, head.path()) : noted);
  }

  /** The answer has begun: of the body no more is needed than what tells its size and its shape. */
  void answering() {
    ByteClaim held = claim;
    if (held != null) {
      held.answering();
    }
  }

  /** The request is over, whatever became of it. */
  void release() {
    ByteClaim held = claim;
    if (held != null) {
      held.release();
    }
  }

  private Handler.@Nullable Outcome upload(Handler.AdmittedUpload admitted) {
    long length = httpRequestHead.length();
    if (length > admitted.maxBody()) {
      return admitted.tooLarge();
    }
    BytePipe pipe = new BytePipe(PIPE);
    connection.streams(this, pipe);
    Handler.Outcome outcome = admitted.proceed(pipe, length);
    waited = pipe.waited();
    return outcome;
  }

  private IncomingBody.BodyArrival await(long maxBody, ByteClaim memory) {
    if (!body.isWhole()) {
      admittedAt = System.nanoTime();
      connection.admitted(this, maxBody, memory);
      IncomingBody.BodyArrival bodyArrival = body.await(maxBody);
      waited = System.nanoTime() - admittedAt;
      return bodyArrival;
    }
    return body.await(maxBody);
  }
}
