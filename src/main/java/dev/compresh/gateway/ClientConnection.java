package dev.compresh.gateway;

import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.HeadBuffer;
import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.ByteClaim;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestHandler.BodyOutcome.ForwardOutcome;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHandler.BodyOutcome.StreamReply;
import dev.compresh.proxy.upload.BytePipe;
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
  private final HttpGateway httpGateway;
  private final SocketChannel channel;
  private final ClientSocket socket;
  private final DeadlineTimer deadlineTimer;
  private final ReadLimits limits;
  private final HeadBuffer head;
  private final String remote;
  private final HeldBytes held = new HeldBytes();
  private @Nullable HttpExchange httpExchange;
  private @Nullable ClientAnswer answerRelay;
  private boolean answered;
  private boolean inputClosed;
  private boolean lingering;

  ClientConnection(HttpGateway httpGateway, SocketChannel channel) {
    this.httpGateway = httpGateway;
    this.channel = channel;
    this.socket = new ClientSocket(channel);
    this.deadlineTimer = new DeadlineTimer(channel.eventLoop(), this::timedOut);
    this.limits = new ReadLimits(httpGateway.options(), deadlineTimer);
    this.head =
        new HeadBuffer(httpGateway.options().maxRequestLine(), httpGateway.options().maxHead());
    this.remote = socket.remote();
  }

  HttpGateway gateway() {
    return httpGateway;
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  DeadlineTimer watch() {
    return deadlineTimer;
  }

  ClientSocket socket() {
    return socket;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    httpGateway.opened(this);
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
        if (httpExchange == null) {
          if (!head.feed(in)) {
            break;
          }
          begin(httpGateway.parser().parse(head), in);
        } else if (!httpExchange.body().done()) {
          httpExchange.body().take(in);
          next();
          if (httpExchange != null && !httpExchange.body().done()) {
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

  private void begin(HttpRequestHead httpRequestHead, ByteBuf in) throws BadMessage {
    long now = System.nanoTime();
    head.clear();
    limits.begin();
    answered = false;
    httpExchange = HttpExchange.of(this, httpRequestHead, remote, now);
    if (!httpExchange.body().done()) {
      httpExchange.body().take(in);
    }
    httpGateway.run(httpExchange);
  }

  /** Stops reading where enough is here, goes on where more is wanted. */
  private void paceReading() {
    boolean wanted =
        httpExchange == null
            || (httpExchange.body().done() ? !held.isFull() : httpExchange.body().wanted());
    socket.setReading(wanted);
  }

  /** The time limit for what has to be read next; a relay has limits of its own. */
  private void limitReading() {
    if (answerRelay == null) {
      limits.next(httpExchange, head, socket.isReading());
    }
  }

  /** From a virtual thread: the head was admitted, a body up to {@code maxBody} bytes may come. */
  void admitted(HttpExchange admitted, long maxBody, ByteClaim memory) {
    execute(
        () -> {
          IncomingBody body = admitted.body();
          if (httpExchange == admitted && !lingering) {
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
  void streams(HttpExchange admitted, BytePipe pipe) {
    pipe.onReady(() -> execute(() -> goOn(admitted)));
    execute(
        () -> {
          IncomingBody body = admitted.body();
          if (httpExchange != admitted || lingering) {
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
    if (httpExchange == uploading && !lingering && !uploading.body().done()) {
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
  void decided(HttpExchange decided, @Nullable BodyOutcome bodyOutcome) {
    boolean accepted =
        execute(
            () -> {
              boolean awaited = httpExchange == decided && !answered && socket.isOpen();
              switch (bodyOutcome) {
                case LocalReply localReply when awaited -> reply(decided, localReply);
                case StreamReply stream when awaited && !inputClosed ->
                    start(decided, new EventRelay(this, decided, stream, writer(decided)));
                case ForwardOutcome forward when awaited && !inputClosed ->
                    start(
                        decided,
                        new AnswerRelay(this, decided, forward.forward(), writer(decided)));
                case null, default -> {
                  decided.undelivered(bodyOutcome, DeliveryEnding.CLIENT_LEFT);
                  left(decided);
                }
              }
            });
    if (!accepted) {
      decided.release();
      decided.undelivered(bodyOutcome, DeliveryEnding.SHUTDOWN);
    }
  }

  /** The client left before an answer began, or was refused meanwhile. */
  private void left(HttpExchange unanswered) {
    unanswered.release();
    if (!lingering) {
      socket.close();
    }
    if (httpExchange == unanswered && !answered) {
      answered = true;
      httpGateway.listener().requestEnded(AccessRecord.left(unanswered.head()));
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

  private void start(HttpExchange decided, ClientAnswer answer) {
    decided.body().forget();
    answerRelay = answer;
    answer.start();
  }

  private AnswerWriter writer(HttpExchange answering) {
    boolean keep = answering.drains() && !httpGateway.isDraining() && !inputClosed;
    return new AnswerWriter(channel, answering.request(), keep && answering.request().keepAlive());
  }

  private void reply(HttpExchange decided, LocalReply localReply) {
    AnswerWriter writer = writer(decided);
    writer.reply(localReply, Headers.NONE, decided.head().id());
    answered(decided, writer, true, AccessRecord.local(decided.head(), writer));
  }

  /** An answer is out, whole or broken off: the next request may come, or the connection ends. */
  void answered(HttpExchange over, AnswerWriter writer, boolean whole, AccessRecord accessRecord) {
    over.release();
    httpGateway.listener().requestEnded(accessRecord);
    answerRelay = null;
    answered = true;
    over.body().discard();
    if (!socket.isOpen()) {
      httpGateway.closed(this);
    }
    if (!whole) {
      endReading();
      socket.breakOff(writer.endsByClose());
    } else if (!writer.keepAlive() || httpGateway.isDraining()) {
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
    httpExchange =
        answered && httpExchange != null && httpExchange.body().done() ? null : httpExchange;
  }

  /** Answers what is no HTTP, or did not come in time, and closes. */
  private void refuse(ApiError apiError) {
    HttpExchange broken = httpExchange;
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
    HttpRequestHead httpRequestHead = broken == null ? HttpGateway.UNREAD : broken.request();
    AnswerWriter writer = new AnswerWriter(channel, httpRequestHead, false);
    writer.reply(LocalAnswers.render(apiError, httpRequestHead.path()), Headers.NONE, id);
    httpGateway
        .listener()
        .requestEnded(
            broken == null
                ? AccessRecord.unread(id, remote, writer)
                : AccessRecord.local(broken.head(), writer));
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
    if (answerRelay != null) {
      answerRelay.timedOut();
    } else if (lingering || (httpExchange == null && head.isEmpty())) {
      socket.close();
    } else if (httpExchange == null || !httpExchange.body().done()) {
      refuse(LocalAnswers.LATE);
    }
  }

  /** Ends an idle connection at once; a busy one closes after its answer. */
  void drain() {
    if (httpExchange == null && head.isEmpty()) {
      socket.close();
    }
  }

  void shutDown() {
    if (answerRelay == null) {
      socket.close();
    } else {
      answerRelay.shutDown();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && answerRelay != null) {
      answerRelay.clientWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputClosed = true;
      if (httpExchange == null || answered || (answerRelay != null && httpExchange.body().done())) {
        socket.close();
      } else if (answerRelay != null) {
        httpExchange.body().gone(); // an upload: the relay says what is wrong with it
      } else if (!lingering && !httpExchange.body().done()) {
        refuse(LocalAnswers.SHORT);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lingering = true;
    deadlineTimer.stop();
    held.drop();
    if (httpExchange != null) {
      httpExchange.body().gone();
    }
    if (answerRelay != null) {
      answerRelay.clientLeft();
    }
    if (answerRelay == null) {
      httpGateway.closed(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    socket.close();
  }
}
