package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/** A client's socket: pace of reading, and the ways in which it is closed. */
final class ClientSocket {
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

  private final SocketChannel channel;

  ClientSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** The peer's address, empty where unknown. */
  String remote() {
    InetSocketAddress address = channel.remoteAddress();
    return address == null || address.getAddress() == null
        ? ""
        : address.getAddress().getHostAddress();
  }

  /** Returns whether it takes more without letting it wait in memory. */
  boolean isWritable() {
    return channel.isWritable();
  }

  boolean isOpen() {
    return channel.isActive();
  }

  boolean isReading() {
    return channel.config().isAutoRead();
  }

  void setReading(boolean reading) {
    // Once the client has ended its side, the system no longer knows the socket as one to read.
    if (isReading() != reading && !channel.isInputShutdown()) {
      channel.config().setAutoRead(reading);
    }
  }

  /** Tells the client to send its body. */
  void goOn() {
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
  }

  /** Sends what was written. */
  void flush() {
    channel.flush();
  }

  /** Sends what was written; done when all of it is with the system. */
  private ChannelFuture sent() {
    return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  void close() {
    var _ = channel.close();
  }

  /**
   * Closes once all is sent.
   *
   * @param allRead whether nothing more comes from the client; where it does, it is read for a
   *     while, so that no reset takes the answer away
   */
  void closeGently(boolean allRead, Runnable whenSent) {
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
      var _ = channel.shutdownOutput();
    }
  }

  /**
   * Sends what was written and closes.
   *
   * @param byReset whether an orderly end would look like the end of a whole answer
   */
  void breakOff(boolean byReset) {
    if (isOpen()) {
      var _ =
          sent()
              .addListener(
                  done -> {
                    if (byReset) {
                      channel.config().setSoLinger(0);
                    }
                    close();
                  });
    }
  }
}
