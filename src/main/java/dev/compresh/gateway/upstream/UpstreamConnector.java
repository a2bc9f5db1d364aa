package dev.compresh.gateway.upstream;

import dev.compresh.proxy.ProviderTarget;
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
final class UpstreamConnector {
  private final Class<? extends SocketChannel> channelType;
  private final AddressResolver addressResolver;
  private final Supplier<SslContext> tls;

  UpstreamConnector(
      Class<? extends SocketChannel> channelType,
      AddressResolver addressResolver,
      Supplier<SslContext> tls) {
    this.channelType = channelType;
    this.addressResolver = addressResolver;
    this.tls = tls;
  }

  /** Starts to connect for {@code call}, which gets the result on its loop. */
  void connect(UpstreamCall upstreamCall, UpstreamConnection upstreamConnection) {
    Thread.ofVirtual().name("lookup").start(() -> lookUp(upstreamCall, upstreamConnection));
  }

  private void lookUp(UpstreamCall upstreamCall, UpstreamConnection upstreamConnection) {
    ProviderTarget providerTarget = upstreamConnection.target();
    InetAddress[] addresses = {};
    SslContext context = null;
    try {
      addresses = addressResolver.resolve(providerTarget.host());
      context = providerTarget.tls() ? tls.get() : null;
    } catch (UnknownHostException | RuntimeException e) {
      // An unknown host, or no TLS: reported below as "no address left".
      addresses = new InetAddress[0];
    }
    ConnectAttempt connectAttempt =
        new ConnectAttempt(upstreamCall, upstreamConnection, addresses, context);
    try {
      upstreamCall.loop().execute(connectAttempt::next);
    } catch (RejectedExecutionException e) {
      // The program stops; the client's side is being closed as well.
      return;
    }
  }

  /** One call's way through a host's addresses. Runs on the call's event loop. */
  private final class ConnectAttempt {
    private final UpstreamCall upstreamCall;
    private final UpstreamConnection upstreamConnection;
    private final InetAddress[] addresses;
    private final @Nullable SslContext context;
    private int index;
    private boolean tried;

    ConnectAttempt(
        UpstreamCall upstreamCall,
        UpstreamConnection upstreamConnection,
        InetAddress[] addresses,
        @Nullable SslContext context) {
      this.upstreamCall = upstreamCall;
      this.upstreamConnection = upstreamConnection;
      this.addresses = addresses;
      this.context = context;
    }

    void next() {
      ProviderTarget providerTarget = upstreamConnection.target();
      while (index < addresses.length && !upstreamCall.isOver()) {
        InetAddress address = addresses[index++];
        if (AddressGuard.allows(address, providerTarget.reach())) {
          tried = true;
          open(upstreamCall.loop(), new InetSocketAddress(address, providerTarget.port()));
          return;
        }
      }
      upstreamCall.notConnected(
          addresses.length > 0 && !tried
              ? AnswerListener.CallFailure.FORBIDDEN_ADDRESS
              : AnswerListener.CallFailure.NO_CONNECTION);
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
      upstreamCall.connecting(connecting.channel());
      var _ = connecting.addListener(done -> connected(connecting.channel(), done.isSuccess()));
    }

    private void initialise(Channel channel) {
      if (context != null) {
        ProviderTarget providerTarget = upstreamConnection.target();
        channel
            .pipeline()
            .addLast(
                context.newHandler(channel.alloc(), providerTarget.host(), providerTarget.port()));
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
      if (upstreamCall.isOver()) {
        var _ = channel.close();
      } else {
        upstreamConnection.open(channel);
        upstreamCall.connected(upstreamConnection);
      }
    }
  }
}
