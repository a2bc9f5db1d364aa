package dev.compresh.gateway;

import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Counts a connection until it closes. */
final class CountedConnection {
  private CountedConnection() {}

  /** Counts {@code channel} as open until it closes; false where there are too many. */
  static boolean opened(ConnectionLimit limit, SocketChannel channel) {
    InetSocketAddress remote = channel.remoteAddress();
    InetAddress address = remote == null ? null : remote.getAddress();
    String name = address == null ? "" : address.getHostAddress();
    boolean isLoopback = address == null || address.isLoopbackAddress();
    if (!limit.open(name, isLoopback)) {
      return false;
    }
    var _ = channel.closeFuture().addListener(_ -> limit.close(name, isLoopback));
    return true;
  }
}
