package dev.compresh.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The way to providers: what calls share. */
public final class UpstreamClient {
  private final UpstreamOptions options;
  private final UpstreamConnector upstreamConnector;
  private final Map<EventLoop, ConnectionPool> pools = new ConcurrentHashMap<>();

  public UpstreamClient(Class<? extends SocketChannel> channelType, UpstreamOptions options) {
    this(channelType, options, InetAddress::getAllByName, OutboundNetwork.direct());
  }

  /**
   * @param network proxies and certificates, asked for off the event loop
   */
  public UpstreamClient(
      Class<? extends SocketChannel> channelType,
      UpstreamOptions options,
      AddressResolver addressResolver,
      OutboundNetwork network) {
    this.options = options;
    this.upstreamConnector = new UpstreamConnector(channelType, addressResolver, network);
  }

  UpstreamOptions options() {
    return options;
  }

  UpstreamConnector connector() {
    return upstreamConnector;
  }

  ConnectionPool pool(EventLoop loop) {
    ConnectionPool connectionPool = pools.get(loop);
    return connectionPool != null
        ? connectionPool
        : pools.computeIfAbsent(loop, key -> new ConnectionPool(key, options));
  }
}
