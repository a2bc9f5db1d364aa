package dev.compresh.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** Makes a connection speak what both sides agreed on in the TLS handshake (ALPN). */
final class ProtocolChoice extends ApplicationProtocolNegotiationHandler {
  private final HttpGateway httpGateway;
  private final SocketChannel channel;

  ProtocolChoice(HttpGateway httpGateway, SocketChannel channel) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.httpGateway = httpGateway;
    this.channel = channel;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      MultiplexedConnection.start(httpGateway, channel);
    } else {
      channel.pipeline().addLast(new ClientConnection(httpGateway, channel));
    }
  }

  /** Logs nothing: strangers send all kinds of things to an open port. */
  @Override
  protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    var _ = ctx.close();
  }
}
