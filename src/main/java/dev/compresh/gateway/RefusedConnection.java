package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Answers a connection that is one too many and closes it, so that descriptors are left for
 * providers, the store and the administration port.
 */
final class RefusedConnection extends ChannelInboundHandlerAdapter {
  private static final String BODY =
      "{\"error\":{\"message\":\"Too many open connections. Reuse open connections, or try"
          + " again in a moment.\",\"type\":\"proxy_error\",\"param\":null,\"code\":\"overloaded\"}}";

  private static final byte[] ANSWER =
      ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 1\r\n"
              + "Connection: close\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(US_ASCII);

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    var _ =
        ctx.writeAndFlush(Unpooled.wrappedBuffer(ANSWER)).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
