package dev.compresh.gateway.upstream;

import dev.compresh.gateway.FatalError;
import dev.compresh.gateway.http.BadMessage;
import dev.compresh.gateway.http.HeadBuffer;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.http.ResponseParser;
import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import dev.compresh.proxy.ProviderTarget;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a proxy for a tunnel, and leaves the pipeline once it is open. */
final class ConnectTunnel extends ChannelInboundHandlerAdapter {
  private static final int MOST_HEAD = 16 * 1024;

  private final ProxyServer proxyServer;
  private final ProviderTarget target;
  private final Consumer<@Nullable CallFailure> done;
  private final HeadBuffer head = new HeadBuffer(MOST_HEAD, MOST_HEAD);
  private boolean over;

  /**
   * @param done called once: null where the tunnel is open
   */
  ConnectTunnel(
      ProxyServer proxyServer, ProviderTarget target, Consumer<@Nullable CallFailure> done) {
    this.proxyServer = proxyServer;
    this.target = target;
    this.done = done;
  }

  /** Returns what an answer of this status to CONNECT means; null where the tunnel is open. */
  static @Nullable CallFailure failure(int status) {
    if (status / 100 == 2) {
      return null;
    }
    return status == 407 ? CallFailure.PROXY_CREDENTIALS : CallFailure.PROXY_REFUSED;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    var _ =
        ctx.writeAndFlush(
            proxyServer.tunnelHead(target.host(), target.port()).toBuffer(ctx.alloc()));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      while (!over && in.isReadable() && head.feed(in)) {
        HttpResponseHead answer = ResponseParser.parse(head);
        head.clear();
        if (!answer.interim()) {
          // Who sends more than the head of its own accord is no tunnel.
          boolean isMore = in.isReadable();
          end(ctx, isMore ? CallFailure.PROXY_REFUSED : failure(answer.status()));
        }
      }
    } catch (BadMessage e) {
      end(ctx, CallFailure.PROXY_REFUSED);
    } finally {
      ReferenceCountUtil.release(in);
    }
  }

  private void end(ChannelHandlerContext ctx, @Nullable CallFailure callFailure) {
    if (!over) {
      over = true;
      if (callFailure == null) {
        ctx.pipeline().remove(this);
      }
      done.accept(callFailure);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(ctx, CallFailure.PROXY_REFUSED);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    end(ctx, CallFailure.PROXY_REFUSED);
  }
}
