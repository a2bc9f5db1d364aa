package dev.compresh.gateway;

import dev.compresh.gateway.http.StreamHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;

/** Hands the frames of one stream on to its request: head, bytes of the body, end. */
final class StreamRequestReader extends ChannelInboundHandlerAdapter {
  private final ClientConnection connection;
  private final StreamClientSocket socket;
  private final StreamHeadParser parser;
  private boolean isBegun;

  StreamRequestReader(
      ClientConnection connection, StreamClientSocket socket, StreamHeadParser parser) {
    this.connection = connection;
    this.socket = socket;
    this.parser = parser;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame frame when !isBegun -> {
          isBegun = true;
          connection.input().begin(parser, frame.headers(), frame.isEndStream());
          end(frame.isEndStream());
        }
        // Trailers are dropped, as in HTTP/1; without the stream's end they are none.
        case Http2HeadersFrame frame when frame.isEndStream() -> end(true);
        case Http2HeadersFrame _ -> socket.close();
        case Http2DataFrame frame -> {
          data(ctx, frame.content());
          end(frame.isEndStream());
        }
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void data(ChannelHandlerContext ctx, ByteBuf content) {
    if (content.isReadable()) {
      // A copy, since what is held grows; the frame is a part of what was read from the socket.
      ByteBuf own = ctx.alloc().buffer(content.readableBytes());
      connection.input().take(own.writeBytes(content));
    }
  }

  private void end(boolean isEnd) {
    if (isEnd) {
      connection.input().endStream();
      socket.endRemote();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Http2ResetFrame) {
      socket.resetRemote();
    }
    ReferenceCountUtil.release(event);
  }
}
