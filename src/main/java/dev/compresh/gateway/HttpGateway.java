package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.gateway.http.RequestParser;
import dev.compresh.gateway.http.StreamHeadParser;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server in front of a {@link RequestHandler}. Several may run on one {@link EventLoops},
 * each with its own port and handler.
 */
public final class HttpGateway implements AutoCloseable {
  /** Represents a request whose head could not be read. */
  static final HttpRequestHead UNREAD =
      new HttpRequestHead("GET", "/", null, 1, Headers.NONE, 0, false, false);

  /** Bytes that wait for a slow client before the provider is read no further. */
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

  private static final int BACKLOG = 4096;
  private static final int SCRATCH = 64 * 1024;

  private final GatewayOptions options;
  private final UpstreamClient upstreamClient;
  private final RequestHandler requestHandler;
  private final AccessListener listener;
  private final GatewayBounds bounds;
  private final RequestParser parser;
  private final StreamHeadParser streamParser;
  private final @Nullable Supplier<SslContext> tls;
  private final ThreadFactory threads = Thread.ofVirtual().name("exchange").factory();
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

  private final Set<MultiplexedConnection> multiplexed = ConcurrentHashMap.newKeySet();

  /** Opened while draining: they are answered, but not waited for. */
  private final Set<ClientConnection> late = ConcurrentHashMap.newKeySet();

  private final FastThreadLocal<byte[]> scratch =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[SCRATCH];
        }
      };
  private final Channel server;
  private volatile boolean draining;

  private HttpGateway(
      EventLoops eventLoops,
      GatewayOptions options,
      UpstreamClient upstreamClient,
      RequestHandler requestHandler,
      AccessListener listener,
      GatewayBounds bounds,
      @Nullable Supplier<SslContext> tls,
      InetSocketAddress address)
      throws IOException {
    this.tls = tls;
    this.bounds = bounds;
    this.options = options;
    this.upstreamClient = upstreamClient;
    this.requestHandler = requestHandler;
    this.listener = listener;
    this.parser = new RequestParser(options.maxFields());
    this.streamParser = new StreamHeadParser(options.maxFields(), options.maxRequestLine());
    this.server = bind(eventLoops, address);
  }

  /**
   * Starts to listen.
   *
   * @param address where; port 0 takes any free one
   * @throws IOException where the address can't be had
   */
  public static HttpGateway start(
      EventLoops eventLoops,
      GatewayOptions options,
      UpstreamClient upstreamClient,
      RequestHandler requestHandler,
      AccessListener listener,
      InetSocketAddress address)
      throws IOException {
    return start(
        eventLoops, options, upstreamClient, requestHandler, listener, GatewayBounds.NONE, address);
  }

  /**
   * As above.
   *
   * @param bounds what clients may take together
   */
  public static HttpGateway start(
      EventLoops eventLoops,
      GatewayOptions options,
      UpstreamClient upstreamClient,
      RequestHandler requestHandler,
      AccessListener listener,
      GatewayBounds bounds,
      InetSocketAddress address)
      throws IOException {
    return start(
        eventLoops, options, upstreamClient, requestHandler, listener, bounds, null, address);
  }

  /**
   * As above.
   *
   * @param tls the TLS of new connections, asked for each; null for plain HTTP
   */
  public static HttpGateway start(
      EventLoops eventLoops,
      GatewayOptions options,
      UpstreamClient upstreamClient,
      RequestHandler requestHandler,
      AccessListener listener,
      GatewayBounds bounds,
      @Nullable Supplier<SslContext> tls,
      InetSocketAddress address)
      throws IOException {
    return new HttpGateway(
        eventLoops, options, upstreamClient, requestHandler, listener, bounds, tls, address);
  }

  private Channel bind(EventLoops eventLoops, InetSocketAddress address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(eventLoops.loops())
            .channel(eventLoops.serverType())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("can't listen on " + address, bound.cause());
    }
    return bound.channel();
  }

  private void accept(SocketChannel channel) {
    boolean isCounted = CountedConnection.opened(bounds.connections(), channel);
    if (tls == null) {
      channel
          .pipeline()
          .addLast(isCounted ? new ClientConnection(this, channel) : new RefusedConnection());
    } else if (isCounted) {
      SslHandler handler = tls.get().newHandler(channel.alloc());
      handler.setHandshakeTimeoutMillis(options.headTime().toMillis());
      channel.pipeline().addLast(handler, new ProtocolChoice(this, channel));
    } else {
      // A handshake to say so would cost more than what it refuses.
      var _ = channel.close();
    }
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Open connections of clients. */
  public int connections() {
    long streams = connections.stream().filter(ClientConnection::isStream).count();
    return connections.size() - (int) streams + multiplexed.size();
  }

  GatewayBounds bounds() {
    return bounds;
  }

  GatewayOptions options() {
    return options;
  }

  UpstreamClient upstream() {
    return upstreamClient;
  }

  RequestHandler handler() {
    return requestHandler;
  }

  AccessListener listener() {
    return listener;
  }

  RequestParser parser() {
    return parser;
  }

  StreamHeadParser streamParser() {
    return streamParser;
  }

  /** Memory for one step at a time, one per event loop. */
  byte[] scratch() {
    return scratch.get();
  }

  boolean isDraining() {
    return draining;
  }

  void run(HttpExchange httpExchange) {
    threads.newThread(httpExchange).start();
  }

  void opened(ClientConnection connection) {
    (draining ? late : connections).add(connection);
  }

  void closed(ClientConnection connection) {
    connections.remove(connection);
    late.remove(connection);
  }

  void opened(MultiplexedConnection connection) {
    multiplexed.add(connection);
  }

  void closed(MultiplexedConnection connection) {
    multiplexed.remove(connection);
  }

  /**
   * Stops: ends idle connections, lets requests under way finish for up to {@code grace}, then
   * breaks them off. Until then it goes on listening, one answer a connection, so that whoever asks
   * gets its answer from the handler instead of being refused by the kernel. Returns when all are
   * over.
   */
  public void shutDown(Duration grace) throws InterruptedException {
    draining = true;
    each(connections, ClientConnection::drain);
    multiplexed.forEach(connection -> connection.loop().execute(connection::drain));
    awaitNone(System.nanoTime() + grace.toNanos());
    server.close().await();
    each(connections, ClientConnection::shutDown);
    awaitNone(System.nanoTime() + options.linger().toNanos());
    each(connections, connection -> connection.socket().close());
    each(late, connection -> connection.socket().close());
    multiplexed.forEach(connection -> connection.loop().execute(connection::close));
  }

  private static void each(Set<ClientConnection> those, Consumer<ClientConnection> action) {
    for (ClientConnection connection : those) {
      connection.loop().execute(() -> action.accept(connection));
    }
  }

  private void awaitNone(long deadline) throws InterruptedException {
    while (!connections.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Stops without grace. */
  @Override
  public void close() {
    try {
      shutDown(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
