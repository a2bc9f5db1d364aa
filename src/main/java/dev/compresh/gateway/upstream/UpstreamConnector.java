package dev.compresh.gateway.upstream;

import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import dev.compresh.proxy.ProviderTarget;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections. Names are looked up on a virtual thread (the JDK caches them for 30 s); the
 * addresses are tried in turn, those that may not be connected to are passed over. Where a proxy is
 * on the way, it is the proxy's name that is looked up, and the proxy looks up the target's.
 */
final class UpstreamConnector {
  private final Class<? extends SocketChannel> channelType;
  private final AddressResolver addressResolver;
  private final OutboundNetwork network;
  private final ConnectFailureLog log = new ConnectFailureLog();

  /**
   * Holds what a connection is made of.
   *
   * @param proxy null where there is none on the way
   * @param addresses of the proxy, else of the target
   * @param tls null where the target speaks plain HTTP
   */
  record ConnectPlan(
      @Nullable ProxyServer proxy, InetAddress[] addresses, @Nullable SslContext tls) {}

  UpstreamConnector(
      Class<? extends SocketChannel> channelType,
      AddressResolver addressResolver,
      OutboundNetwork network) {
    this.channelType = channelType;
    this.addressResolver = addressResolver;
    this.network = network;
  }

  Class<? extends SocketChannel> channelType() {
    return channelType;
  }

  ConnectFailureLog log() {
    return log;
  }

  /** Starts to connect for {@code call}, which gets the result on its loop. */
  void connect(UpstreamCall upstreamCall, UpstreamConnection upstreamConnection) {
    Thread.ofVirtual().name("lookup").start(() -> prepare(upstreamCall, upstreamConnection));
  }

  private void prepare(UpstreamCall upstreamCall, UpstreamConnection upstreamConnection) {
    ProviderTarget target = upstreamConnection.target();
    ProxyServer proxy = network.proxy(target);
    Runnable next;
    if (proxy != null && !TunnelGuard.allows(target)) {
      next = () -> upstreamCall.notConnected(CallFailure.FORBIDDEN_ADDRESS);
    } else {
      try {
        SslContext tls = target.tls() ? network.tls(target) : null;
        ConnectPlan plan = new ConnectPlan(proxy, addresses(proxy, target), tls);
        next = new ConnectAttempt(this, upstreamCall, upstreamConnection, plan)::next;
      } catch (IOException | RuntimeException e) {
        log.failed(target, CallFailure.OWN_CERTIFICATE, String.valueOf(e.getMessage()));
        next = () -> upstreamCall.notConnected(CallFailure.OWN_CERTIFICATE);
      }
    }
    try {
      upstreamCall.loop().execute(next);
    } catch (RejectedExecutionException e) {
      // The program stops; the client's side is being closed as well.
      return;
    }
  }

  /** None where the name is not known. */
  private InetAddress[] addresses(@Nullable ProxyServer proxy, ProviderTarget target) {
    try {
      return addressResolver.resolve(proxy == null ? target.host() : proxy.host());
    } catch (UnknownHostException | RuntimeException e) {
      return new InetAddress[0];
    }
  }
}
