package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.gateway.http.HttpRequestHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;

/** A client's TCP connection, with TLS or without, that speaks HTTP/1. */
final class TcpClientSocket implements ClientSocket {
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

  private final SocketChannel channel;

  TcpClientSocket(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public String remote() {
    InetSocketAddress address = channel.remoteAddress();
    return address == null || address.getAddress() == null
        ? ""
        : address.getAddress().getHostAddress();
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
    // Once the client has ended its side, the system no longer knows the socket as one to read.
    if (isReading() != reading && !channel.isInputShutdown()) {
      channel.config().setAutoRead(reading);
    }
  }

  @Override
  public void goOn() {
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
  }

  @Override
  public AnswerWriter writer(HttpRequestHead head, boolean keepAlive) {
    return new TextAnswerWriter(channel, head, keepAlive);
  }

  @Override
  public void flush() {
    channel.flush();
  }

  /** Sends what was written; done when all of it is with the system. */
  private ChannelFuture sent() {
    return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void close() {
    var _ = channel.close();
  }

  @Override
  public void closeGently(boolean allRead, Runnable whenSent) {
    ChannelFuture sent = sent();
    if (allRead) {
      var _ = sent.addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = sent.addListener(done -> endOutput(whenSent));
      setReading(true);
    }
  }

  private void endOutput(Runnable whenSent) {
    if (isOpen()) {
      whenSent.run();
      SslHandler tls = channel.pipeline().get(SslHandler.class);
      if (tls == null) {
        var _ = channel.shutdownOutput();
      } else {
        var _ = tls.closeOutbound().addListener(_ -> closeOutput());
      }
    }
  }

  private void closeOutput() {
    var _ = channel.shutdownOutput();
  }

  @Override
  public void breakOff(boolean byReset) {
    if (isOpen()) {
      var _ =
          sent()
              .addListener(
                  done -> {
                    if (byReset) {
                      channel.config().setSoLinger(0);
                      // Not through TLS, which would say that all is well.
                      channel.unsafe().closeForcibly();
                    } else {
                      close();
                    }
                  });
    }
  }
}
