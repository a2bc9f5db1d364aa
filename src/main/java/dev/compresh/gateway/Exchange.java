package dev.compresh.gateway;

import dev.compresh.gateway.http.Request;
import dev.compresh.pipeline.Delivery;
import dev.compresh.pipeline.Handler;
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
final class Exchange implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** What is left of a refused body is read up to here, so that the connection can be kept. */
  private static final int MAX_DRAINED = 256 * 1024;

  /** Bytes of an upload that wait here at most. */
  private static final int PIPE = 256 * 1024;

  private final ClientConnection connection;
  private final Handler handler;
  private final Request request;
  private final RequestHead head;
  private final IncomingBody body;
  private volatile long admittedAt;
  private volatile long waited;

  Exchange(
      ClientConnection connection,
      Handler handler,
      Request request,
      RequestHead head,
      IncomingBody body) {
    this.connection = connection;
    this.handler = handler;
    this.request = request;
    this.head = head;
    this.body = body;
  }

  Request request() {
    return request;
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
    return request.expectsContinue() && body.isEmpty();
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
      LOG.error("request {} could not be settled", head.id(), Muted.of(e));
    }
  }

  @Override
  public void run() {
    Handler.Outcome outcome;
    try {
      outcome = decide();
    } catch (RuntimeException | Error e) {
      LOG.error("request {} failed", head.id(), Muted.of(e));
      outcome = LocalAnswers.internal(head);
    }
    connection.decided(this, outcome);
  }

  private Handler.@Nullable Outcome decide() {
    return switch (handler.admit(head)) {
      case Handler.Outcome.Reply reply -> reply;
      case Handler.Admitted admitted ->
          switch (await(admitted.maxBody())) {
            case IncomingBody.Whole whole -> admitted.proceed(whole.bytes());
            case IncomingBody.TooLarge tooLarge -> admitted.tooLarge();
            case IncomingBody.Gone gone -> {
              admitted.abandoned();
              yield null;
            }
          };
      case Handler.AdmittedUpload upload -> upload(upload);
    };
  }

  private Handler.@Nullable Outcome upload(Handler.AdmittedUpload admitted) {
    long length = request.length();
    if (length > admitted.maxBody()) {
      return admitted.tooLarge();
    }
    BytePipe pipe = new BytePipe(PIPE);
    connection.streams(this, pipe);
    Handler.Outcome outcome = admitted.proceed(pipe, length);
    waited = pipe.waited();
    return outcome;
  }

  private IncomingBody.Arrival await(long maxBody) {
    if (!body.isWhole()) {
      admittedAt = System.nanoTime();
      connection.admitted(this, maxBody);
      IncomingBody.Arrival arrival = body.await(maxBody);
      waited = System.nanoTime() - admittedAt;
      return arrival;
    }
    return body.await(maxBody);
  }
}
