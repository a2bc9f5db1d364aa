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
public final class Upstream {
  private final UpstreamOptions options;
  private final Connector connector;
  private final Map<EventLoop, Pool> pools = new ConcurrentHashMap<>();

  public Upstream(Class<? extends SocketChannel> channelType, UpstreamOptions options) {
    this(channelType, options, InetAddress::getAllByName, new Tls());
  }

  /**
   * @param tls the TLS of connections, asked for off the event loop when first needed
   */
  public Upstream(
      Class<? extends SocketChannel> channelType,
      UpstreamOptions options,
      Resolver resolver,
      Supplier<SslContext> tls) {
    this.options = options;
    this.connector = new Connector(channelType, resolver, tls);
  }

  UpstreamOptions options() {
    return options;
  }

  Connector connector() {
    return connector;
  }

  Pool pool(EventLoop loop) {
    Pool pool = pools.get(loop);
    return pool != null ? pool : pools.computeIfAbsent(loop, key -> new Pool(key, options));
  }

  /** The JDK's TLS with the system's authorities; made once, when first needed: it takes 100 ms. */
  private static final class Tls implements Supplier<SslContext> {
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
