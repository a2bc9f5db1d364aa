package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpRequestHead;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrame;

/**
 * One stream of a client's HTTP/2 connection: one request and its answer. A stream that can't end
 * in order is reset; the connection goes on.
 */
final class StreamClientSocket implements ClientSocket {
  private final Http2StreamChannel channel;
  private final String remote;
  private ChannelFuture lastWrite;
  private boolean isAnswered;
  private boolean isRemoteEnded;
  private boolean isReset;

  StreamClientSocket(Http2StreamChannel channel, String remote) {
    this.channel = channel;
    this.remote = remote;
    this.lastWrite = channel.newSucceededFuture();
  }

  @Override
  public String remote() {
    return remote;
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public boolean isOpen() {
    return channel.isActive();
  }

  @Override
  public boolean isReading() {
    return channel.config().isAutoRead();
  }

  @Override
  public void setReading(boolean reading) {
    if (isReading() != reading) {
      channel.config().setAutoRead(reading);
    }
  }

  @Override
  public void goOn() {
    write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("100")));
    flush();
  }

  @Override
  public AnswerWriter writer(HttpRequestHead head, boolean keepAlive) {
    return new StreamAnswerWriter(this, head);
  }

  /** Writes a frame of the answer. */
  void write(Http2StreamFrame frame) {
    lastWrite = channel.write(frame);
  }

  @Override
  public void flush() {
    channel.flush();
  }

  /** The client has ended its side: all of the request is here. */
  void endRemote() {
    isRemoteEnded = true;
    if (isAnswered && lastWrite.isDone()) {
      close();
    }
  }

  /** The client has reset the stream. */
  void resetRemote() {
    isReset = true;
    close();
  }

  @Override
  public void close() {
    if (isReset || (isAnswered && isRemoteEnded && lastWrite.isDone())) {
      var _ = channel.close();
    } else if (isAnswered && lastWrite.isDone()) {
      // The answer is whole, and what is left of the request is not wanted (RFC 9113, section 8.1).
      reset(Http2Error.NO_ERROR);
    } else {
      reset(Http2Error.CANCEL);
    }
  }

  private void reset(Http2Error error) {
    if (!isReset && isOpen()) {
      isReset = true;
      var _ =
          channel
              .writeAndFlush(new DefaultHttp2ResetFrame(error))
              .addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void closeGently(boolean allRead, Runnable whenSent) {
    isAnswered = true;
    flush();
    var _ = lastWrite.addListener(_ -> endOutput(whenSent));
    setReading(true);
  }

  private void endOutput(Runnable whenSent) {
    if (isRemoteEnded) {
      close();
    } else if (isOpen()) {
      whenSent.run();
    }
  }

  @Override
  public void breakOff(boolean byReset) {
    flush();
    var _ = lastWrite.addListener(_ -> reset(Http2Error.INTERNAL_ERROR));
  }
}
