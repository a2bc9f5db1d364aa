package dev.compresh.gateway;

import dev.compresh.gateway.ExchangePhase.AnsweredExchange;
import dev.compresh.gateway.ExchangePhase.NoExchange;
import dev.compresh.gateway.ExchangePhase.RunningAnswer;
import dev.compresh.gateway.ExchangePhase.UndecidedExchange;
import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestHandler.BodyOutcome.ForwardOutcome;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHandler.BodyOutcome.StreamReply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
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
  private final Channel channel;
  private final ClientSocket socket;
  private final DeadlineTimer deadlineTimer;
  private final ReadLimits limits;
  private final ClientInput input;
  private final String remote;
  private boolean isOpened;
  private ExchangePhase phase = new NoExchange();

  ClientConnection(HttpGateway httpGateway, SocketChannel channel) {
    this(httpGateway, channel, new TcpClientSocket(channel));
  }

  /** The client's side of one request in a stream of HTTP/2. */
  ClientConnection(HttpGateway httpGateway, Channel channel, ClientSocket socket) {
    this.httpGateway = httpGateway;
    this.channel = channel;
    this.socket = socket;
    this.deadlineTimer = new DeadlineTimer(channel.eventLoop(), this::timedOut);
    this.limits = new ReadLimits(httpGateway.options(), deadlineTimer);
    this.input = new ClientInput(this, socket, limits);
    this.remote = socket.remote();
  }

  HttpGateway gateway() {
    return httpGateway;
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  /** Returns whether it is one stream of a connection, for one request. */
  boolean isStream() {
    return socket instanceof StreamClientSocket;
  }

  DeadlineTimer watch() {
    return deadlineTimer;
  }

  ClientSocket socket() {
    return socket;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    open();
  }

  /** Once TLS has agreed on the protocol, the channel has been active for a while. */
  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      open();
    }
  }

  private void open() {
    if (!isOpened) {
      isOpened = true;
      httpGateway.opened(this);
      limits.idle();
    }
  }

  /** Returns where the request is that is being read or answered. */
  ExchangePhase phase() {
    return phase;
  }

  ClientInput input() {
    return input;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    input.take((ByteBuf) message);
  }

  /** A head is read; what there is of its body is in {@code in}. */
  void begin(HttpRequestHead httpRequestHead, ByteBuf in) throws BadMessage {
    long now = System.nanoTime();
    input.beginBody();
    HttpExchange begun = HttpExchange.of(this, httpRequestHead, remote, now);
    phase = new UndecidedExchange(begun);
    if (!begun.body().done()) {
      begun.body().take(in);
    }
    httpGateway.run(begun);
  }

  /** From a virtual thread: what becomes of the request; null where nothing does. */
  void decided(HttpExchange decided, @Nullable BodyOutcome bodyOutcome) {
    boolean accepted =
        execute(
            () -> {
              boolean awaited = phase.isOf(decided) && !phase.isAnswered() && socket.isOpen();
              switch (bodyOutcome) {
                case LocalReply localReply when awaited -> reply(decided, localReply);
                case StreamReply stream when awaited && input.isOpen() ->
                    start(decided, new EventRelay(this, decided, stream, writer(decided)));
                case ForwardOutcome forward when awaited && input.isOpen() ->
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
    if (!input.isIgnored()) {
      socket.close();
    }
    if (phase.isOf(unanswered) && !phase.isAnswered()) {
      phase = new AnsweredExchange(unanswered, phase.answer());
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
    phase = new RunningAnswer(decided, answer);
    answer.start();
  }

  private AnswerWriter writer(HttpExchange answering) {
    boolean keep = answering.drains() && !httpGateway.isDraining() && input.isOpen();
    return socket.writer(answering.request(), keep && answering.request().keepAlive());
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
    phase = new AnsweredExchange(over, null);
    over.body().discard();
    if (!socket.isOpen()) {
      httpGateway.closed(this);
    }
    if (!whole) {
      input.ignore();
      socket.breakOff(writer.endsByClose());
    } else if (!writer.keepAlive() || httpGateway.isDraining()) {
      boolean allRead = input.isClosed() || (input.isUsedUp() && over.body().done());
      input.ignore();
      socket.closeGently(allRead, limits::linger);
    } else {
      socket.flush();
      next();
      input.readOn();
    }
  }

  /** Makes way for the next request once the last one is read and answered. */
  void next() {
    if (!isStream()
        && phase instanceof AnsweredExchange(HttpExchange over, var running)
        && running == null
        && over.body().done()) {
      phase = new NoExchange();
    }
  }

  /** Answers what is no HTTP, or did not come in time, and closes. */
  void refuse(ApiError apiError) {
    boolean isAllRead = input.isClosed();
    HttpExchange broken = phase.exchange();
    if (broken != null) {
      broken.body().gone();
      if (phase.isAnswered()) {
        input.ignore();
        socket.closeGently(isAllRead, limits::linger);
        return;
      }
      phase = new AnsweredExchange(broken, phase.answer());
    }
    httpGateway.listener().requestEnded(LocalAnswers.refuse(socket, broken, remote, apiError));
    input.ignore();
    socket.closeGently(isAllRead, limits::linger);
  }

  private void timedOut() {
    ClientAnswer answer = phase.answer();
    HttpExchange exchange = phase.exchange();
    if (answer != null) {
      answer.timedOut();
    } else if (input.isIgnored() || input.isBetweenRequests()) {
      socket.close();
    } else if (exchange == null || !exchange.body().done()) {
      refuse(LocalAnswers.LATE);
    }
  }

  /** Ends an idle connection at once; a busy one closes after its answer. */
  void drain() {
    if (input.isBetweenRequests()) {
      socket.close();
    }
  }

  void shutDown() {
    ClientAnswer answer = phase.answer();
    if (answer == null) {
      socket.close();
    } else {
      answer.shutDown();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ClientAnswer answer = phase.answer();
    if (channel.isWritable() && answer != null) {
      answer.clientWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      input.close();
      switch (phase) {
        case NoExchange _, AnsweredExchange _ -> socket.close();
        case RunningAnswer(HttpExchange exchange, var _) when exchange.body().done() ->
            socket.close();
        case RunningAnswer(HttpExchange exchange, var _) ->
            exchange.body().gone(); // an upload: the relay says what is wrong with it
        case UndecidedExchange(HttpExchange exchange) -> {
          if (!input.isIgnored() && !exchange.body().done()) {
            refuse(LocalAnswers.SHORT);
          }
        }
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    input.ignore();
    deadlineTimer.stop();
    HttpExchange exchange = phase.exchange();
    if (exchange != null) {
      exchange.body().gone();
    }
    ClientAnswer answer = phase.answer();
    if (answer != null) {
      answer.clientLeft();
    }
    if (phase.answer() == null) {
      httpGateway.closed(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    socket.close();
  }
}
