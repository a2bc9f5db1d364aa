package dev.compresh.gateway;

import dev.compresh.gateway.http.BodyDecoder;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.http.ReasonPhrases;
import dev.compresh.http.Headers;
import dev.compresh.proxy.EventStream;
import dev.compresh.proxy.RequestHandler.BodyOutcome.StreamReply;
import io.netty.buffer.Unpooled;
import java.time.Duration;

/**
 * Passes Compresh's own events on to a client, with a comment where nothing else was sent for a
 * while. Runs on the client's event loop only.
 */
final class EventRelay implements ClientAnswer {
  private static final long HEARTBEAT = Duration.ofSeconds(15).toNanos();

  private final ClientConnection client;
  private final HttpExchange httpExchange;
  private final StreamReply reply;
  private final AnswerWriter writer;
  private boolean over;

  EventRelay(
      ClientConnection client, HttpExchange httpExchange, StreamReply reply, AnswerWriter writer) {
    this.client = client;
    this.httpExchange = httpExchange;
    this.reply = reply;
    this.writer = writer;
  }

  @Override
  public void start() {
    int status = reply.head().status();
    HttpResponseHead head =
        new HttpResponseHead(
            status,
            ReasonPhrases.phrase(status),
            reply.head().headers(),
            BodyDecoder.CHUNKED,
            true,
            -1);
    writer.head(head, Headers.NONE, httpExchange.head().id(), "0", false);
    client.socket().flush();
    if (httpExchange.request().isHead()) {
      finish(true);
      return;
    }
    rest();
    reply.events().onReady(() -> client.execute(this::pass));
  }

  private void rest() {
    client.watch().schedule(System.nanoTime() + HEARTBEAT);
  }

  private void pass() {
    if (over) {
      return;
    }
    EventStream events = reply.events();
    boolean sent = false;
    while (client.socket().isWritable()) {
      byte[] next = events.poll();
      if (next == null) {
        break;
      }
      writer.data(Unpooled.wrappedBuffer(next));
      sent = true;
    }
    if (sent) {
      client.socket().flush();
      rest();
    }
    if (events.isOver()) {
      writer.end();
      finish(true);
    }
  }

  /** Nothing was sent for a while. */
  @Override
  public void timedOut() {
    if (client.socket().isWritable()) {
      writer.data(Unpooled.wrappedBuffer(reply.events().heartbeat()));
      client.socket().flush();
      rest();
    } else {
      finish(false); // it takes nothing any longer
    }
  }

  @Override
  public void clientWritable() {
    pass();
  }

  @Override
  public void clientLeft() {
    finish(false);
  }

  @Override
  public void shutDown() {
    if (!over) {
      writer.end();
      finish(true);
    }
  }

  private void finish(boolean whole) {
    if (!over) {
      over = true;
      reply.events().leave();
      client.answered(httpExchange, writer, whole, AccessRecord.local(httpExchange.head(), writer));
    }
  }
}
