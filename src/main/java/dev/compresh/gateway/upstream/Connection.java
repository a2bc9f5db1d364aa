package dev.compresh.gateway.upstream;

import dev.compresh.gateway.FatalError;
import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.BodyDecoder;
import dev.compresh.gateway.http.HeadBuffer;
import dev.compresh.gateway.http.Response;
import dev.compresh.gateway.http.ResponseParser;
import dev.compresh.pipeline.Attempt;
import dev.compresh.pipeline.Target;
import dev.compresh.pipeline.upload.UploadBody;
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
final class Connection extends ChannelInboundHandlerAdapter {
  /** The state of an open connection whose ends are both open, as Linux numbers them. */
  private static final int TCP_ESTABLISHED = 1;

  private final Pool pool;
  private final Target target;
  private final Duration idle;
  private final HeadBuffer head;
  private @Nullable Channel channel;
  private @Nullable Call call;
  private @Nullable RequestWriter writer;
  private @Nullable Response response;
  private @Nullable BodyDecoder body;
  private boolean answered;
  private boolean reused;
  private boolean reset;
  private long idleSince;
  private long keptNanos;

  Connection(Pool pool, Target target, UpstreamOptions options) {
    this.pool = pool;
    this.target = target;
    this.idle = options.idle();
    this.keptNanos = options.idle().toNanos();
    this.head = new HeadBuffer(options.maxHead(), options.maxHead());
  }

  Target target() {
    return target;
  }

  long idleSince() {
    return idleSince;
  }

  boolean isActive() {
    return channel != null && channel.isActive();
  }

  /**
   * Whether a request may be sent over it: it is open, the provider has not closed its side (which
   * the system may know before the event loop does), and it is younger than the provider keeps it.
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
    call = null;
  }

  void setReading(boolean reading) {
    if (channel != null) {
      channel.config().setAutoRead(reading);
    }
  }

  void send(Call next, Attempt request) {
    Channel open = java.util.Objects.requireNonNull(channel);
    call = next;
    answered = false;
    writer = new RequestWriter(open, request);
    UploadBody upload = request.upload();
    if (upload != null) {
      upload.pipe().onReady(() -> next.soon(() -> writeFor(next)));
    }
    write();
  }

  private void writeFor(Call uploading) {
    if (call == uploading) {
      write();
    }
  }

  private void write() {
    if (writer != null && call != null) {
      switch (writer.proceed()) {
        case UNDER_WAY -> call.answer().sending();
        case DONE -> {
          writer = null;
          call.answer().sent();
        }
        case BROKEN -> fail(Answer.Failure.UPLOAD);
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
      while (call != null && in.isReadable()) {
        read(call, in);
      }
      if (call == null && in.isReadable()) {
        // More than was asked for: nobody knows what it answers.
        close();
      }
    } catch (BadMessage e) {
      fail(body == null ? Answer.Failure.GARBAGE : Answer.Failure.CUT_OFF);
    } finally {
      ReferenceCountUtil.release(in);
    }
  }

  private void read(Call current, ByteBuf in) throws BadMessage {
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
    if (body != null && body.done() && call != null) {
      finish(current, !in.isReadable());
    }
  }

  private void head(Call current) throws BadMessage {
    Response read = ResponseParser.parse(head);
    head.clear();
    if (read.status() == 101) {
      throw BadMessage.malformed("Nobody asked for another protocol.");
    }
    if (!read.interim()) {
      response = read;
      body = new BodyDecoder(read.hasBody(current.method()) ? read.length() : 0);
      current.answer().head(read);
    }
  }

  private void finish(Call current, boolean nothingLeft) {
    boolean keep = nothingLeft && writer == null && response != null && response.keepAlive();
    if (response != null) {
      keptNanos = keptFor(response.keepSeconds());
    }
    call = null;
    response = null;
    body = null;
    if (keep && isActive()) {
      reused = true;
      idleSince = System.nanoTime();
      setReading(true);
      pool.put(this);
    } else {
      close();
    }
    current.ended(true);
  }

  /** How long it may be used again: a second less than the provider says, to be there in time. */
  private long keptFor(long seconds) {
    long told = seconds < 0 ? idle.toSeconds() : Math.max(0, seconds - 1);
    return Math.min(idle.toNanos(), TimeUnit.SECONDS.toNanos(Math.min(told, idle.toSeconds() + 1)));
  }

  private void fail(Answer.Failure failure) {
    Call current = call;
    call = null;
    close();
    if (current != null) {
      current.failed(failure);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (call != null) {
      call.answer().pause();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Call current = call;
    if (current == null) {
      pool.remove(this);
    } else if (body != null && body.untilClose() && !reset) {
      call = null;
      current.ended(false);
    } else if (!answered && reused) {
      call = null;
      current.unanswered();
    } else {
      fail(body == null ? Answer.Failure.NO_ANSWER : Answer.Failure.CUT_OFF);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    reset = true;
    var _ = ctx.close();
  }
}
