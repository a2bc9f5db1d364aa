package dev.compresh.gateway;

import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.HeadBuffer;
import dev.compresh.gateway.http.Request;
import dev.compresh.pipeline.Delivery;
import dev.compresh.pipeline.Handler;
import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.pipeline.Problem;
import dev.compresh.pipeline.RequestHead;
import dev.compresh.pipeline.upload.BytePipe;
import dev.compresh.wire.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: reads requests one after the other and runs an exchange for each. A client
 * that closes its side has left: a full close and a half close look alike until something is
 * written, and a provider's work is not to go on for nobody. An answer that Compresh gives by
 * itself still goes out to a half-closed connection.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private final Gateway gateway;
  private final SocketChannel channel;
  private final ClientSocket socket;
  private final Watch watch;
  private final ReadLimits limits;
  private final HeadBuffer head;
  private final String remote;
  private final HeldBytes held = new HeldBytes();
  private @Nullable Exchange exchange;
  private @Nullable Relay relay;
  private boolean answered;
  private boolean inputClosed;
  private boolean lingering;

  ClientConnection(Gateway gateway, SocketChannel channel) {
    this.gateway = gateway;
    this.channel = channel;
    this.socket = new ClientSocket(channel);
    this.watch = new Watch(channel.eventLoop(), this::timedOut);
    this.limits = new ReadLimits(gateway.options(), watch);
    this.head = new HeadBuffer(gateway.options().maxRequestLine(), gateway.options().maxHead());
    this.remote = socket.remote();
  }

  Gateway gateway() {
    return gateway;
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  Watch watch() {
    return watch;
  }

  ClientSocket socket() {
    return socket;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    gateway.opened(this);
    limits.idle();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (lingering) {
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
      while (in.isReadable() && !lingering) {
        if (exchange == null) {
          if (!head.feed(in)) {
            break;
          }
          begin(gateway.parser().parse(head), in);
        } else if (!exchange.body().done()) {
          exchange.body().take(in);
          next();
          if (exchange != null && !exchange.body().done()) {
            break; // all is used, or an upload has no room
          }
        } else {
          break;
        }
      }
    } catch (BadMessage e) {
      refuse(e.problem());
    }
    if (in.isReadable() && !lingering) {
      held.add(in);
    } else {
      in.release();
    }
    if (!lingering) {
      paceReading();
      limitReading();
    }
  }

  private void begin(Request request, ByteBuf in) throws BadMessage {
    long now = System.nanoTime();
    head.clear();
    limits.begin();
    answered = false;
    RequestHead read =
        new RequestHead(
            RequestIds.next(),
            now,
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            remote);
    IncomingBody body = new IncomingBody(request.length(), gateway.options().earlyBody());
    if (!body.done()) {
      body.take(in);
    }
    exchange = new Exchange(this, gateway.handler(), request, read, body);
    gateway.run(exchange);
  }

  /** Stops reading where enough is here, goes on where more is wanted. */
  private void paceReading() {
    boolean wanted =
        exchange == null || (exchange.body().done() ? !held.isFull() : exchange.body().wanted());
    socket.setReading(wanted);
  }

  /** The time limit for what has to be read next; a relay has limits of its own. */
  private void limitReading() {
    if (relay == null) {
      limits.next(exchange, head, socket.isReading());
    }
  }

  /** From a virtual thread: the head was admitted, a body up to {@code maxBody} bytes may come. */
  void admitted(Exchange admitted, long maxBody) {
    execute(
        () -> {
          IncomingBody body = admitted.body();
          if (exchange == admitted && !lingering) {
            body.admit(maxBody);
            if (admitted.unasked() && !body.isWhole()) {
              socket.goOn();
            }
            paceReading();
            limitReading();
          }
        });
  }

  /** From a virtual thread: the head was admitted, its body is to come through {@code pipe}. */
  void streams(Exchange admitted, BytePipe pipe) {
    pipe.onReady(() -> execute(() -> goOn(admitted)));
    execute(
        () -> {
          IncomingBody body = admitted.body();
          if (exchange != admitted || lingering) {
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

  /** There may be room for more of an upload. */
  private void goOn(Exchange uploading) {
    if (exchange == uploading && !lingering && !uploading.body().done()) {
      readOn();
    }
  }

  /** Reads what is held, or what comes. */
  private void readOn() {
    ByteBuf ahead = held.take();
    if (ahead == null) {
      paceReading();
      limitReading();
    } else {
      read(ahead);
    }
  }

  /** From a virtual thread: what becomes of the request; null where nothing does. */
  void decided(Exchange decided, Handler.@Nullable Outcome outcome) {
    boolean accepted =
        execute(
            () -> {
              boolean awaited = exchange == decided && !answered && socket.isOpen();
              switch (outcome) {
                case Reply reply when awaited -> reply(decided, reply);
                case Handler.Outcome.Send send when awaited && !inputClosed -> relay(decided, send);
                case Handler.Outcome.Send send -> {
                  decided.unsent(send, Delivery.Ending.CLIENT_LEFT);
                  left(decided);
                }
                case null, default -> left(decided);
              }
            });
    if (!accepted && outcome instanceof Handler.Outcome.Send send) {
      decided.unsent(send, Delivery.Ending.SHUTDOWN);
    }
  }

  /** The client left before an answer began, or was refused meanwhile. */
  private void left(Exchange unanswered) {
    if (!lingering) {
      socket.close();
    }
    if (exchange == unanswered && !answered) {
      answered = true;
      gateway.listener().over(Access.left(unanswered.head()));
    }
  }

  /** Does {@code task} on the event loop, from any thread; false where the loop has stopped. */
  boolean execute(Runnable task) {
    try {
      loop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void relay(Exchange decided, Handler.Outcome.Send send) {
    decided.body().forget();
    relay = new Relay(this, decided, send.forward(), writer(decided));
    relay.start();
  }

  private AnswerWriter writer(Exchange answering) {
    boolean keep = answering.drains() && !gateway.isDraining() && !inputClosed;
    return new AnswerWriter(channel, answering.request(), keep && answering.request().keepAlive());
  }

  private void reply(Exchange decided, Reply reply) {
    AnswerWriter writer = writer(decided);
    writer.reply(reply, Headers.NONE, decided.head().id());
    answered(decided, writer, true, Access.local(decided.head(), writer));
  }

  /** An answer is out, whole or broken off: the next request may come, or the connection ends. */
  void answered(Exchange over, AnswerWriter writer, boolean whole, Access access) {
    gateway.listener().over(access);
    relay = null;
    answered = true;
    over.body().discard();
    if (!socket.isOpen()) {
      gateway.closed(this);
    }
    if (!whole) {
      endReading();
      socket.breakOff(writer.endsByClose());
    } else if (!writer.keepAlive() || gateway.isDraining()) {
      boolean allRead = inputClosed || (held.isEmpty() && over.body().done());
      endReading();
      socket.closeGently(allRead, limits::linger);
    } else {
      socket.flush();
      next();
      readOn();
    }
  }

  /** Makes way for the next request once the last one is read and answered. */
  private void next() {
    exchange = answered && exchange != null && exchange.body().done() ? null : exchange;
  }

  /** Answers what is no HTTP, or did not come in time, and closes. */
  private void refuse(Problem problem) {
    Exchange broken = exchange;
    if (broken != null) {
      broken.body().gone();
      if (answered) {
        endReading();
        socket.closeGently(inputClosed, limits::linger);
        return;
      }
    }
    answered = true;
    String id = broken == null ? RequestIds.next() : broken.head().id();
    Request request = broken == null ? Gateway.UNREAD : broken.request();
    AnswerWriter writer = new AnswerWriter(channel, request, false);
    writer.reply(LocalAnswers.of(problem, request.path()), Headers.NONE, id);
    gateway
        .listener()
        .over(
            broken == null
                ? Access.unread(id, remote, writer)
                : Access.local(broken.head(), writer));
    endReading();
    socket.closeGently(inputClosed, limits::linger);
  }

  /** What comes from the client no longer counts. */
  private void endReading() {
    lingering = true;
    held.drop();
    if (socket.isOpen()) {
      limits.unsent();
    }
  }

  private void timedOut() {
    if (relay != null) {
      relay.timedOut();
    } else if (lingering || (exchange == null && head.isEmpty())) {
      socket.close();
    } else if (exchange == null || !exchange.body().done()) {
      refuse(LocalAnswers.LATE);
    }
  }

  /** Ends an idle connection at once; a busy one closes after its answer. */
  void drain() {
    if (exchange == null && head.isEmpty()) {
      socket.close();
    }
  }

  /** Ends it now. */
  void shutDown() {
    if (relay == null) {
      socket.close();
    } else {
      relay.shutDown();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && relay != null) {
      relay.clientWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputClosed = true;
      if (exchange == null || answered || (relay != null && exchange.body().done())) {
        socket.close();
      } else if (relay != null) {
        exchange.body().gone(); // an upload: the relay says what is wrong with it
      } else if (!lingering && !exchange.body().done()) {
        refuse(LocalAnswers.SHORT);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lingering = true;
    watch.stop();
    held.drop();
    if (exchange != null) {
      exchange.body().gone();
    }
    if (relay != null) {
      relay.clientLeft();
    }
    if (relay == null) {
      gateway.closed(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    socket.close();
  }
}
