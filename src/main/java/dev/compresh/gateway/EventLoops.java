package dev.compresh.gateway;

import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * Event loops and the sockets that run on them: epoll on Linux, NIO elsewhere. Shared by the
 * servers of a process.
 */
public final class EventLoops implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops;
  private final boolean epoll;

  private EventLoops(MultiThreadIoEventLoopGroup loops, boolean epoll) {
    this.loops = loops;
    this.epoll = epoll;
  }

  /** Starts one event loop per processor. */
  public static EventLoops start() {
    return start(Epoll.isAvailable(), Runtime.getRuntime().availableProcessors());
  }

  static EventLoops start(boolean epoll, int threads) {
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    DefaultThreadFactory factory = new DefaultThreadFactory("gateway", true);
    return new EventLoops(new MultiThreadIoEventLoopGroup(threads, factory, handlers), epoll);
  }

  MultiThreadIoEventLoopGroup loops() {
    return loops;
  }

  Class<? extends ServerSocketChannel> serverType() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends SocketChannel> clientType() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** The way to providers over these event loops. */
  public UpstreamClient upstream(UpstreamOptions options) {
    return upstream(options, OutboundNetwork.direct());
  }

  /** The same through proxies and with certificates of its own. */
  public UpstreamClient upstream(UpstreamOptions options, OutboundNetwork network) {
    return new UpstreamClient(clientType(), options, InetAddress::getAllByName, network);
  }

  /** Stops the event loops; for when no server runs on them any more. */
  @Override
  public void close() {
    var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    loops.terminationFuture().awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
