package dev.compresh.gateway.upstream;

import dev.compresh.gateway.FatalError;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Keeps a connection's faults out of the library's log while it is being made. */
final class SilentTail extends ChannelInboundHandlerAdapter {
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    var _ = ctx.close();
  }
}
