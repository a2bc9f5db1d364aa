package dev.compresh.gateway;

import dev.compresh.gateway.http.Request;
import dev.compresh.pipeline.Handler;
import dev.compresh.pipeline.RequestHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's life up to the decision what becomes of it: admitted by its head, body gathered,
 * handed on. Runs on a virtual thread; the outcome goes back to the connection's event loop.
 */
final class Exchange implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

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

  @Override
  public void run() {
    Handler.Outcome outcome;
    try {
      outcome = decide();
    } catch (RuntimeException | Error e) {
      LOG.error("request {} failed", head.id(), e);
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
    };
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
