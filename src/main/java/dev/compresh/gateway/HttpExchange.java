package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.ByteBudget;
import dev.compresh.proxy.ByteClaim;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.KeyedPath;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.RequestSettlement;
import dev.compresh.proxy.upload.BytePipe;
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
  private final RequestHandler requestHandler;
  private final HttpRequestHead httpRequestHead;
  private final RequestHead head;
  private final IncomingBody body;
  private final ByteBudget bodies;
  private volatile @Nullable ByteClaim claim;
  private volatile long admittedAt;
  private volatile long waited;

  HttpExchange(
      ClientConnection connection,
      HttpRequestHead httpRequestHead,
      RequestHead head,
      IncomingBody body) {
    this.connection = connection;
    this.requestHandler = connection.gateway().handler();
    this.bodies = connection.gateway().bounds().bodies();
    this.httpRequestHead = httpRequestHead;
    this.head = head;
    this.body = body;
  }

  /** The exchange of a request whose head was read at {@code now} from {@code remote}. */
  static HttpExchange of(
      ClientConnection connection, HttpRequestHead httpRequestHead, String remote, long now) {
    KeyedPath path = KeyedPath.of(httpRequestHead.path(), httpRequestHead.headers());
    RequestHead head =
        new RequestHead(
            RequestIds.next(),
            now,
            httpRequestHead.method(),
            path.path(),
            httpRequestHead.query(),
            path.headers(),
            remote);
    IncomingBody body =
        new IncomingBody(httpRequestHead.length(), connection.gateway().options().earlyBody());
    return new HttpExchange(connection, httpRequestHead, head, body);
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

  /** Returns whether the rest of the body will be read, so that the connection can be kept. */
  boolean drains() {
    return body.done() || (body.left() <= MAX_DRAINED && !unasked());
  }

  /**
   * Returns whether the client may still wait for a {@code 100 Continue} before it sends its body.
   */
  boolean unasked() {
    return httpRequestHead.expectsContinue() && body.isEmpty();
  }

  /** Ends what was decided to be sent and was not: forwarded requests settle, streams end. */
  void undelivered(RequestHandler.@Nullable BodyOutcome decided, DeliveryEnding ending) {
    if (decided instanceof RequestHandler.BodyOutcome.StreamReply stream) {
      stream.events().leave();
    } else if (decided
        instanceof RequestHandler.BodyOutcome.ForwardOutcome(ForwardRequest forward)) {
      long total = System.nanoTime() - head.received();
      forward.settlement().settle(new AnswerDelivery(ending, 0, null, 0, 0, -1, total, 0, 0));
    }
  }

  /** Settles what was sent; a fault there is logged and goes no further. */
  void settle(RequestSettlement requestSettlement, AnswerDelivery answerDelivery) {
    try {
      requestSettlement.settle(answerDelivery);
    } catch (RuntimeException e) {
      LOG.error("settling request {} failed", head.id(), RedactedException.of(e));
    }
  }

  @Override
  public void run() {
    RequestHandler.BodyOutcome bodyOutcome;
    try {
      bodyOutcome = decide();
    } catch (OutOfMemoryError e) {
      FatalError.end(e);
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.error("request {} failed", head.id(), RedactedException.of(e));
      bodyOutcome = LocalAnswers.internal(head);
    }
    connection.decided(this, bodyOutcome);
  }

  private RequestHandler.@Nullable BodyOutcome decide() {
    return switch (requestHandler.admit(head)) {
      case RequestHandler.BodyOutcome.StreamReply stream -> stream;
      case RequestHandler.BodyOutcome.LocalReply localReply -> localReply;
      case RequestHandler.AdmittedHead admittedHead -> held(admittedHead);
      case RequestHandler.AdmittedUpload upload -> upload(upload);
    };
  }

  /** Reads the body into memory, once there is memory for it. */
  private RequestHandler.@Nullable BodyOutcome held(RequestHandler.AdmittedHead admittedHead) {
    if (httpRequestHead.length() > admittedHead.maxBody()) {
      return admittedHead.tooLarge();
    }
    ByteClaim memory =
        bodies.claim(httpRequestHead.length() < 0 ? LEAST_UNTOLD : httpRequestHead.length());
    if (memory == null) {
      return unaffordable(admittedHead, httpRequestHead.length());
    }
    claim = memory;
    return switch (await(admittedHead.maxBody(), memory)) {
      case IncomingBody.WholeBody wholeBody ->
          ScopedValue.where(ByteClaim.CURRENT, memory)
              .call(() -> proceed(admittedHead, wholeBody, memory));
      case IncomingBody.BodyTooLarge bodyTooLarge -> admittedHead.tooLarge();
      case IncomingBody.UnaffordableBody unaffordableBody -> unaffordable(admittedHead, -1);
      case IncomingBody.BodyGone bodyGone -> {
        admittedHead.abandoned();
        yield null;
      }
    };
  }

  private static RequestHandler.BodyOutcome proceed(
      RequestHandler.AdmittedHead admittedHead,
      IncomingBody.WholeBody wholeBody,
      ByteClaim memory) {
    try {
      return admittedHead.proceed(wholeBody.bytes());
    } finally {
      memory.decided();
    }
  }

  private RequestHandler.BodyOutcome.LocalReply unaffordable(
      RequestHandler.AdmittedHead admittedHead, long length) {
    bodies.noteRefusal();
    ApiError apiError =
        length > bodies.largestBody()
            ? ApiError.beyondMemory(bodies.largestBody())
            : ApiError.overloaded();
    LOG.warn(
        "request {} was refused with {}: bodies in progress take {} of {} bytes",
        head.id(),
        apiError.status(),
        bodies.used(),
        bodies.total());
    RequestHandler.BodyOutcome.LocalReply noted = admittedHead.refuse(apiError);
    return LocalAnswers.retryable(
        noted == null ? LocalAnswers.render(apiError, head.path()) : noted);
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

  private RequestHandler.@Nullable BodyOutcome upload(RequestHandler.AdmittedUpload admitted) {
    long length = httpRequestHead.length();
    if (length > admitted.maxBody()) {
      return admitted.tooLarge();
    }
    BytePipe pipe = new BytePipe(PIPE);
    connection.input().stream(this, pipe);
    RequestHandler.BodyOutcome bodyOutcome = admitted.proceed(pipe, length);
    waited = pipe.waited();
    return bodyOutcome;
  }

  private IncomingBody.BodyArrival await(long maxBody, ByteClaim memory) {
    if (!body.isWhole()) {
      admittedAt = System.nanoTime();
      connection.input().admit(this, maxBody, memory);
      IncomingBody.BodyArrival bodyArrival = body.await(maxBody);
      waited = System.nanoTime() - admittedAt;
      return bodyArrival;
    }
    return body.await(maxBody);
  }
}
