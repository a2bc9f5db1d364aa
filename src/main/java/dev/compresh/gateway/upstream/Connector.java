package dev.compresh.gateway.upstream;

import dev.compresh.pipeline.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections. Names are looked up on a virtual thread (the JDK caches them for 30 s); the
 * addresses are tried in turn, those that may not be connected to are passed over.
 */
final class Connector {
  private final Class<? extends SocketChannel> channelType;
  private final Resolver resolver;
  private final Supplier<SslContext> tls;

  Connector(
      Class<? extends SocketChannel> channelType, Resolver resolver, Supplier<SslContext> tls) {
    this.channelType = channelType;
    this.resolver = resolver;
    this.tls = tls;
  }

  /** Starts to connect for {@code call}, which is told on its loop how it went. */
  void connect(Call call, Connection connection) {
    Thread.ofVirtual().name("lookup").start(() -> lookUp(call, connection));
  }

  private void lookUp(Call call, Connection connection) {
    Target target = connection.target();
    InetAddress[] addresses = {};
    SslContext context = null;
    try {
      addresses = resolver.resolve(target.host());
      context = target.tls() ? tls.get() : null;
    } catch (UnknownHostException | RuntimeException e) {
      // An unknown host, or no TLS: told below as "no address left".
      addresses = new InetAddress[0];
    }
    Attempt attempt = new Attempt(call, connection, addresses, context);
    try {
      call.loop().execute(attempt::next);
    } catch (RejectedExecutionException e) {
      // The program stops; the client's side is being closed as well.
      return;
    }
  }

  /** One call's way through a host's addresses. Runs on the call's event loop. */
  private final class Attempt {
    private final Call call;
    private final Connection connection;
    private final InetAddress[] addresses;
    private final @Nullable SslContext context;
    private int index;
    private boolean tried;

    Attempt(
        Call call, Connection connection, InetAddress[] addresses, @Nullable SslContext context) {
      this.call = call;
      this.connection = connection;
      this.addresses = addresses;
      this.context = context;
    }

    void next() {
      Target target = connection.target();
      while (index < addresses.length && !call.isOver()) {
        InetAddress address = addresses[index++];
        if (AddressGuard.allows(address, target.reach())) {
          tried = true;
          open(call.loop(), new InetSocketAddress(address, target.port()));
          return;
        }
      }
      call.notConnected(
          addresses.length > 0 && !tried
              ? Answer.Failure.FORBIDDEN_ADDRESS
              : Answer.Failure.NO_CONNECTION);
    }

    private void open(EventLoop loop, InetSocketAddress address) {
      ChannelFuture connecting =
          new Bootstrap()
              .group(loop)
              .channel(channelType)
              .option(ChannelOption.TCP_NODELAY, true)
              .option(ChannelOption.SO_KEEPALIVE, true)
              // The call's own limit cancels the attempt.
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
              .handler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      initialise(channel);
                    }
                  })
              .connect(address);
      call.connecting(connecting.channel());
      var _ = connecting.addListener(done -> connected(connecting.channel(), done.isSuccess()));
    }

    private void initialise(Channel channel) {
      if (context != null) {
        Target target = connection.target();
        channel
            .pipeline()
            .addLast(context.newHandler(channel.alloc(), target.host(), target.port()));
      }
    }

    private void connected(Channel channel, boolean success) {
      if (!success) {
        next();
        return;
      }
      SslHandler handler = channel.pipeline().get(SslHandler.class);
      if (handler == null) {
        ready(channel);
      } else {
        handler.setHandshakeTimeoutMillis(0);
        var _ =
            handler
                .handshakeFuture()
                .addListener(
                    done -> {
                      if (done.isSuccess()) {
                        ready(channel);
                      } else {
                        var _ = channel.close();
                        next();
                      }
                    });
      }
    }

    private void ready(Channel channel) {
      if (call.isOver()) {
        var _ = channel.close();
      } else {
        connection.open(channel);
        call.connected(connection);
      }
    }
  }
}
