package dev.compresh.gateway.upstream;

import dev.compresh.gateway.FatalError;
import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.BodyDecoder;
import dev.compresh.gateway.http.HeadBuffer;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.http.ResponseParser;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.proxy.upload.UploadBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to a provider: serves one call after the other, idle in the pool in between. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
  /** The state of an open connection whose ends are both open, as Linux numbers them. */
  private static final int TCP_ESTABLISHED = 1;

  private final ConnectionPool connectionPool;
  private final ProviderTarget providerTarget;
  private final Duration idle;
  private final HeadBuffer head;
  private @Nullable Channel channel;
  private @Nullable UpstreamCall upstreamCall;
  private @Nullable RequestWriter writer;
  private @Nullable HttpResponseHead httpResponseHead;
  private @Nullable BodyDecoder body;
  private boolean answered;
  private boolean reused;
  private boolean reset;
  private AnswerListener.CallFailure silence = AnswerListener.CallFailure.NO_ANSWER;
  private long idleSince;
  private long keptNanos;

  UpstreamConnection(
      ConnectionPool connectionPool, ProviderTarget providerTarget, UpstreamOptions options) {
    this.connectionPool = connectionPool;
    this.providerTarget = providerTarget;
    this.idle = options.idle();
    this.keptNanos = options.idle().toNanos();
    this.head = new HeadBuffer(options.maxHead(), options.maxHead());
  }

  ProviderTarget target() {
    return providerTarget;
  }

  long idleSince() {
    return idleSince;
  }

  boolean isActive() {
    return channel != null && channel.isActive();
  }

  /**
   * Returns whether a request may be sent over it: it is open, the provider has not closed its side
   * (which the system may know before the event loop does), and it is younger than the provider
   * keeps it.
   */
  boolean isUsable() {
    boolean fresh = System.nanoTime() - idleSince < keptNanos;
    if (!fresh || !isActive()) {
      return false;
    }
    return !(channel instanceof EpollSocketChannel socket)
        || socket.tcpInfo().state() == TCP_ESTABLISHED;
  }

  void open(Channel open) {
    channel = open;
    open.pipeline().addLast(this);
  }

  void close() {
    if (channel != null) {
      var _ = channel.close();
    }
  }

  /** Lets its call go: what comes from now on is nobody's. */
  void detach() {
    upstreamCall = null;
  }

  void setReading(boolean reading) {
    if (channel != null) {
      channel.config().setAutoRead(reading);
    }
  }

  void send(UpstreamCall next, ProviderAttempt request) {
    Channel open = java.util.Objects.requireNonNull(channel);
    upstreamCall = next;
    answered = false;
    writer = new RequestWriter(open, request);
    UploadBody upload = request.upload();
    if (upload != null) {
      upload.pipe().onReady(() -> next.soon(() -> writeFor(next)));
    }
    write();
  }

  private void writeFor(UpstreamCall uploading) {
    if (upstreamCall == uploading) {
      write();
    }
  }

  private void write() {
    if (writer != null && upstreamCall != null) {
      switch (writer.proceed()) {
        case UNDER_WAY -> upstreamCall.answer().sending();
        case DONE -> {
          writer = null;
          upstreamCall.answer().sent();
        }
        case BROKEN -> fail(AnswerListener.CallFailure.UPLOAD);
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      write();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      while (upstreamCall != null && in.isReadable()) {
        read(upstreamCall, in);
      }
      if (upstreamCall == null && in.isReadable()) {
        // More than was asked for: nobody knows what it answers.
        close();
      }
    } catch (BadMessage e) {
      fail(body == null ? AnswerListener.CallFailure.GARBAGE : AnswerListener.CallFailure.CUT_OFF);
    } finally {
      ReferenceCountUtil.release(in);
    }
  }

  private void read(UpstreamCall current, ByteBuf in) throws BadMessage {
    if (!answered) {
      answered = true;
      current.firstByte();
    }
    if (body == null) {
      if (head.feed(in)) {
        head(current);
      } else {
        ResponseParser.check(head);
      }
    } else {
      int count = body.next(in);
      if (count > 0) {
        current.answer().data(in.readRetainedSlice(count));
      }
    }
    if (body != null && body.done() && upstreamCall != null) {
      finish(current, !in.isReadable());
    }
  }

  private void head(UpstreamCall current) throws BadMessage {
    HttpResponseHead read = ResponseParser.parse(head);
    head.clear();
    if (read.status() == 101) {
      throw BadMessage.malformed("The provider switched to a protocol that was not requested.");
    }
    if (!read.interim()) {
      httpResponseHead = read;
      body = new BodyDecoder(read.hasBody(current.method()) ? read.length() : 0);
      current.answer().head(read);
    }
  }

  private void finish(UpstreamCall current, boolean nothingLeft) {
    boolean keep =
        nothingLeft && writer == null && httpResponseHead != null && httpResponseHead.keepAlive();
    if (httpResponseHead != null) {
      keptNanos = keptFor(httpResponseHead.keepSeconds());
    }
    upstreamCall = null;
    httpResponseHead = null;
    body = null;
    if (keep && isActive()) {
      reused = true;
      idleSince = System.nanoTime();
      setReading(true);
      connectionPool.put(this);
    } else {
      close();
    }
    current.ended(true);
  }

  /**
   * Returns how long it may be used again: a second less than the provider says, to be there in
   * time.
   */
  private long keptFor(long seconds) {
    long told = seconds < 0 ? idle.toSeconds() : Math.max(0, seconds - 1);
    return Math.min(idle.toNanos(), TimeUnit.SECONDS.toNanos(Math.min(told, idle.toSeconds() + 1)));
  }

  private void fail(AnswerListener.CallFailure callFailure) {
    UpstreamCall current = upstreamCall;
    upstreamCall = null;
    close();
    if (current != null) {
      current.failed(callFailure);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (upstreamCall != null) {
      upstreamCall.answer().pause();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    UpstreamCall current = upstreamCall;
    if (current == null) {
      connectionPool.remove(this);
    } else if (body != null && body.untilClose() && !reset) {
      upstreamCall = null;
      current.ended(false);
    } else if (!answered && reused) {
      upstreamCall = null;
      current.unanswered();
    } else {
      fail(
          answered
              ? body == null
                  ? AnswerListener.CallFailure.NO_ANSWER
                  : AnswerListener.CallFailure.CUT_OFF
              : silence);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    reset = true;
    // TLS 1.3 refuses a client's certificate only after the handshake.
    HandshakeFault.of(cause).ifPresent(fault -> silence = fault);
    var _ = ctx.close();
  }
}
