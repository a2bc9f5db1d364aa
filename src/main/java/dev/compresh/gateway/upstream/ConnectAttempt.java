package dev.compresh.gateway.upstream;

import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import dev.compresh.gateway.upstream.UpstreamConnector.ConnectPlan;
import dev.compresh.proxy.ProviderTarget;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One call's way to a target: through the addresses in turn, the tunnel of a proxy, and TLS. Runs
 * on the call's event loop.
 */
final class ConnectAttempt {
  private static final String TAIL = "tail";

  private final UpstreamConnector connector;
  private final UpstreamCall upstreamCall;
  private final UpstreamConnection upstreamConnection;
  private final ConnectPlan plan;
  private int index;
  private boolean tried;
  private CallFailure failure = CallFailure.NO_CONNECTION;

  ConnectAttempt(
      UpstreamConnector connector,
      UpstreamCall upstreamCall,
      UpstreamConnection upstreamConnection,
      ConnectPlan plan) {
    this.connector = connector;
    this.upstreamCall = upstreamCall;
    this.upstreamConnection = upstreamConnection;
    this.plan = plan;
    if (plan.proxy() != null) {
      failure = CallFailure.PROXY_UNREACHABLE;
    }
  }

  private ProviderTarget target() {
    return upstreamConnection.target();
  }

  /** Tries the next address; where none is left, the call has failed. */
  void next() {
    while (index < plan.addresses().length && !upstreamCall.isOver()) {
      InetAddress address = plan.addresses()[index++];
      if (plan.proxy() != null) {
        open(new InetSocketAddress(address, plan.proxy().port()));
        return;
      }
      if (AddressGuard.allows(address, target().reach())) {
        tried = true;
        open(new InetSocketAddress(address, target().port()));
        return;
      }
    }
    boolean isForbidden = plan.proxy() == null && plan.addresses().length > 0 && !tried;
    end(isForbidden ? CallFailure.FORBIDDEN_ADDRESS : failure);
  }

  private void end(CallFailure callFailure) {
    if (!upstreamCall.isOver()) {
      String proxy = plan.proxy() == null ? "" : "proxy " + plan.proxy();
      connector.log().failed(target(), callFailure, proxy);
    }
    upstreamCall.notConnected(callFailure);
  }

  private void open(InetSocketAddress address) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(upstreamCall.loop())
            .channel(connector.channelType())
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
    ProxyServer proxy = plan.proxy();
    if (proxy == null) {
      encrypt(channel);
    } else {
      channel
          .pipeline()
          .addLast(new ConnectTunnel(proxy, target(), failed -> tunnelled(channel, failed)));
    }
    channel.pipeline().addLast(TAIL, new SilentTail());
  }

  private void encrypt(Channel channel) {
    SslContext tls = plan.tls();
    if (tls != null) {
      SslHandler handler = tls.newHandler(channel.alloc(), target().host(), target().port());
      // The call's own limit ends the handshake.
      handler.setHandshakeTimeoutMillis(0);
      channel.pipeline().addFirst(handler);
    }
  }

  private void connected(Channel channel, boolean success) {
    if (!success) {
      next();
    } else if (plan.proxy() == null) {
      secure(channel);
    }
  }

  /** The proxy has answered: another of its addresses would not answer otherwise. */
  private void tunnelled(Channel channel, @Nullable CallFailure failed) {
    if (failed != null) {
      var _ = channel.close();
      end(failed);
    } else {
      encrypt(channel);
      secure(channel);
    }
  }

  private void secure(Channel channel) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler == null) {
      ready(channel);
      return;
    }
    var _ =
        handler
            .handshakeFuture()
            .addListener(
                done -> {
                  Throwable cause = done.cause();
                  if (cause == null) {
                    ready(channel);
                  } else {
                    failure = HandshakeFault.of(cause).orElse(failure);
                    var _ = channel.close();
                    next();
                  }
                });
  }

  private void ready(Channel channel) {
    if (upstreamCall.isOver()) {
      var _ = channel.close();
    } else {
      channel.pipeline().remove(TAIL);
      upstreamConnection.open(channel);
      upstreamCall.connected(upstreamConnection);
    }
  }
}
