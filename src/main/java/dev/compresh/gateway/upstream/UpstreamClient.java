package dev.compresh.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The way to providers: what calls share. */
public final class UpstreamClient {
  private final UpstreamOptions options;
  private final UpstreamConnector upstreamConnector;
  private final Map<EventLoop, ConnectionPool> pools = new ConcurrentHashMap<>();

  public UpstreamClient(Class<? extends SocketChannel> channelType, UpstreamOptions options) {
    this(channelType, options, InetAddress::getAllByName, new TlsContext());
  }

  /**
   * @param tls the TLS of connections, asked for off the event loop when first needed
   */
  public UpstreamClient(
      Class<? extends SocketChannel> channelType,
      UpstreamOptions options,
      AddressResolver addressResolver,
      Supplier<SslContext> tls) {
    this.options = options;
    this.upstreamConnector = new UpstreamConnector(channelType, addressResolver, tls);
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

  /** The JDK's TLS with the system's authorities; made once, when first needed: it takes 100 ms. */
  private static final class TlsContext implements Supplier<SslContext> {
    private @Nullable SslContext context;

    @Override
    public synchronized SslContext get() {
      try {
        if (context == null) {
          context =
              SslContextBuilder.forClient()
                  .sslProvider(SslProvider.JDK)
                  .endpointIdentificationAlgorithm("HTTPS")
                  .build();
        }
        return context;
      } catch (SSLException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
