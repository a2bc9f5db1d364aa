package dev.compresh.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * A client's HTTP/2 connection: opens a {@link ClientConnection} for each stream, is closed when
 * idle, and tells the client to go elsewhere before the server stops.
 */
final class MultiplexedConnection extends ChannelInboundHandlerAdapter {
  /** Streams at once. */
  static final int MOST_STREAMS = 100;

  /** Bytes of one stream that may be under way before they are used. */
  static final int STREAM_WINDOW = 128 * 1024;

  /** Resets of streams, by either side, in so many seconds; beyond, the connection ends. */
  static final int MOST_RESETS = 200;

  private static final int RESET_SECONDS = 30;

  /** For all streams, so that one that has to wait does not stop the others. */
  private static final int CONNECTION_WINDOW = MOST_STREAMS * STREAM_WINDOW;

  private final HttpGateway httpGateway;
  private final SocketChannel channel;
  private final Http2FrameCodec codec;
  private final DeadlineTimer deadlineTimer;
  private int streams;
  private boolean isDraining;

  private MultiplexedConnection(
      HttpGateway httpGateway, SocketChannel channel, Http2FrameCodec codec) {
    this.httpGateway = httpGateway;
    this.channel = channel;
    this.codec = codec;
    this.deadlineTimer = new DeadlineTimer(channel.eventLoop(), this::close);
  }

  /** Makes {@code channel}, on which both sides agreed to speak HTTP/2, do so. */
  static void start(HttpGateway httpGateway, SocketChannel channel) {
    GatewayOptions options = httpGateway.options();
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                new Http2Settings()
                    .maxConcurrentStreams(MOST_STREAMS)
                    .initialWindowSize(STREAM_WINDOW)
                    .maxHeaderListSize(options.maxHead()))
            .validateHeaders(true)
            .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
            .encoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
            .gracefulShutdownTimeoutMillis(0)
            .build();
    MultiplexedConnection connection = new MultiplexedConnection(httpGateway, channel, codec);
    // A client that ends its side of the connection has left: it can open no more streams.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(codec, new Http2MultiplexHandler(connection.streams()), connection);
  }

  private ChannelInitializer<Channel> streams() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel stream) {
        opened((Http2StreamChannel) stream);
      }
    };
  }

  private void opened(Http2StreamChannel stream) {
    streams++;
    deadlineTimer.never();
    stream.config().setWriteBufferWaterMark(HttpGateway.WATER_MARK);
    String remote = new TcpClientSocket(channel).remote();
    StreamClientSocket socket = new StreamClientSocket(stream, remote);
    ClientConnection connection = new ClientConnection(httpGateway, stream, socket);
    stream
        .pipeline()
        .addLast(
            new StreamRequestReader(connection, socket, httpGateway.streamParser()), connection);
    var _ = stream.closeFuture().addListener(_ -> closed());
  }

  private void closed() {
    streams--;
    if (streams == 0 && isDraining) {
      close();
    } else if (streams == 0) {
      awaitNext();
    }
  }

  private void awaitNext() {
    deadlineTimer.schedule(System.nanoTime() + httpGateway.options().keepAlive().toNanos());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Http2Exception {
    httpGateway.opened(this);
    deadlineTimer.schedule(System.nanoTime() + httpGateway.options().headTime().toNanos());
    Http2Connection connection = codec.connection();
    connection
        .local()
        .flowController()
        .incrementWindowSize(
            connection.connectionStream(), CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
    ctx.flush();
    if (httpGateway.isDraining()) {
      drain();
    }
  }

  /** Tells the client to open no more streams; closes once those that are open are over. */
  void drain() {
    if (!isDraining) {
      isDraining = true;
      var _ =
          channel.writeAndFlush(
              new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR)
                  .setExtraStreamIds(Integer.MAX_VALUE));
      if (streams == 0) {
        close();
      }
    }
  }

  void close() {
    var _ = channel.close();
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    // Settings, pings and the like; the codec has answered them.
    ReferenceCountUtil.release(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      close();
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadlineTimer.stop();
    httpGateway.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalError.check(cause);
    if (!(cause instanceof Http2Exception)) {
      close(); // else the codec says why, and closes
    }
  }
}
