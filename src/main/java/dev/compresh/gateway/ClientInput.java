package dev.compresh.gateway;

import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.HeadBuffer;
import dev.compresh.gateway.http.StreamHeadParser;
import dev.compresh.proxy.ByteClaim;
import dev.compresh.proxy.upload.BytePipe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Reads what comes from a client: heads and bodies in turn, no faster than they are used. Bytes
 * that are not wanted yet are held. Runs on the client's event loop only.
 */
final class ClientInput {

  /** Tells how the client's side of the connection is treated. */
  private enum InputState {
    OPEN,
    /** The client sends nothing more. */
    CLOSED,
    /** What comes is thrown away: the connection ends. */
    IGNORED
  }

  private final ClientConnection connection;
  private final ClientSocket socket;
  private final ReadLimits limits;
  private final HeadBuffer head;
  private final HeldBytes held = new HeldBytes();
  private boolean isStreamEnded;
  private InputState state = InputState.OPEN;

  ClientInput(ClientConnection connection, ClientSocket socket, ReadLimits limits) {
    this.connection = connection;
    this.socket = socket;
    this.limits = limits;
    GatewayOptions options = connection.gateway().options();
    this.head = new HeadBuffer(options.maxRequestLine(), options.maxHead());
  }

  /**
   * Begins the request of a stream.
   *
   * @param isWhole whether no body follows
   */
  void begin(StreamHeadParser parser, Http2Headers headers, boolean isWhole) {
    try {
      connection.begin(parser.parse(headers, isWhole), Unpooled.EMPTY_BUFFER);
      paceReading();
      limitReading();
    } catch (BadMessage e) {
      connection.refuse(e.problem());
    }
  }

  /** The client has sent all of its stream. */
  void endStream() {
    isStreamEnded = true;
    if (held.isEmpty()) {
      endBody();
    }
  }

  /** The stream's end is the body's; one whose length was given has ended before. */
  private void endBody() {
    HttpExchange exchange = connection.phase().exchange();
    if (exchange != null && !isIgnored() && !exchange.body().done()) {
      if (exchange.body().endsWithStream()) {
        exchange.body().finish();
        paceReading();
        limitReading();
      } else {
        connection.refuse(LocalAnswers.SHORT);
      }
    }
  }

  /** Takes what has come, and releases it. */
  void take(ByteBuf in) {
    if (isIgnored()) {
      in.release();
    } else if (!held.isEmpty()) {
      held.add(in);
      paceReading();
    } else {
      read(in);
    }
  }

  /** Reads requests from {@code in} as far as may be now, holds the rest and releases it. */
  private void read(ByteBuf in) {
    try {
      while (in.isReadable() && !isIgnored() && readSome(in)) {
        // goes on with what is left
      }
    } catch (BadMessage e) {
      connection.refuse(e.problem());
    }
    if (in.isReadable() && !isIgnored()) {
      held.add(in);
    } else {
      in.release();
    }
    if (!isIgnored()) {
      paceReading();
      limitReading();
    }
    if (isStreamEnded && held.isEmpty()) {
      endBody();
    }
  }

  /** Returns whether there may be more to read. */
  private boolean readSome(ByteBuf in) throws BadMessage {
    HttpExchange exchange = connection.phase().exchange();
    if (exchange == null) {
      if (!head.feed(in)) {
        return false;
      }
      connection.begin(connection.gateway().parser().parse(head), in);
      return true;
    }
    if (exchange.body().done()) {
      return false;
    }
    exchange.body().take(in);
    connection.next();
    HttpExchange left = connection.phase().exchange();
    return left == null || left.body().done(); // else all is used, or an upload has no room
  }

  /** Forgets a head that was parsed: its body comes next. */
  void beginBody() {
    head.clear();
    limits.begin();
  }

  /** From a virtual thread: the head was admitted, a body up to {@code maxBody} bytes may come. */
  void admit(HttpExchange admitted, long maxBody, ByteClaim memory) {
    connection.execute(
        () -> {
          IncomingBody body = admitted.body();
          if (connection.phase().isOf(admitted) && !isIgnored()) {
            limits.admitted();
            body.admit(maxBody, memory);
            if (admitted.unasked() && !body.isWhole()) {
              socket.goOn();
            }
            paceReading();
            limitReading();
          }
        });
  }

  /** From a virtual thread: the head was admitted, its body is to come through {@code pipe}. */
  void stream(HttpExchange admitted, BytePipe pipe) {
    pipe.onReady(() -> connection.execute(() -> goOn(admitted)));
    connection.execute(
        () -> {
          IncomingBody body = admitted.body();
          if (!connection.phase().isOf(admitted) || isIgnored()) {
            pipe.breakOff();
            return;
          }
          body.stream(pipe);
          if (admitted.unasked() && !body.done()) {
            socket.goOn();
          }
          goOn(admitted);
        });
  }

  private void goOn(HttpExchange uploading) {
    if (connection.phase().isOf(uploading) && !isIgnored() && !uploading.body().done()) {
      readOn();
    }
  }

  /** Reads what is held, or what comes. */
  void readOn() {
    ByteBuf ahead = held.take();
    if (ahead == null) {
      paceReading();
      limitReading();
    } else {
      read(ahead);
    }
  }

  /** Stops reading where enough is here, goes on where more is wanted. */
  private void paceReading() {
    HttpExchange exchange = connection.phase().exchange();
    boolean wanted =
        exchange == null || (exchange.body().done() ? !held.isFull() : exchange.body().wanted());
    socket.setReading(wanted);
  }

  /** The time limit for what has to be read next; a relay has limits of its own. */
  private void limitReading() {
    if (connection.phase().answer() == null) {
      limits.next(connection.phase().exchange(), head, socket.isReading());
    }
  }

  /** The client has closed its side. */
  void close() {
    state = isIgnored() ? state : InputState.CLOSED;
  }

  /** Ignores from now on what comes from the client. */
  void ignore() {
    state = InputState.IGNORED;
    held.drop();
    if (socket.isOpen()) {
      limits.unsent();
    }
  }

  boolean isOpen() {
    return state == InputState.OPEN;
  }

  boolean isClosed() {
    return state == InputState.CLOSED;
  }

  boolean isIgnored() {
    return state == InputState.IGNORED;
  }

  /** Returns whether nothing waits to be read. */
  boolean isUsedUp() {
    return held.isEmpty();
  }

  /** Returns whether nothing of a next request is here. */
  boolean isBetweenRequests() {
    return connection.phase().exchange() == null && head.isEmpty();
  }
}
