package dev.compresh.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.dialect.Dialect;
import dev.compresh.gateway.upstream.UpstreamClient;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.TimeLimits;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A gateway that forwards all to one provider, and what its handler and settlements saw. */
final class GatewayFixture implements AutoCloseable, RequestHandler {
  static final TimeLimits PATIENT = limits(60_000, 60_000, 60_000, 120_000);

  final List<RequestHead> heads = new CopyOnWriteArrayList<>();
  final BlockingQueue<AnswerDelivery> deliveries = new LinkedBlockingQueue<>();
  final BlockingQueue<AccessRecord> accesses = new LinkedBlockingQueue<>();
  final BlockingQueue<String> abandoned = new LinkedBlockingQueue<>();
  final HttpGateway gateway;
  private final EventLoops eventLoops;

  volatile ProviderTarget target;
  volatile TimeLimits limits = PATIENT;
  volatile long maxBody = 64L << 20;
  volatile boolean stripUsage;
  volatile boolean streamed = true;
  volatile @Nullable Dialect dialect = Dialect.CHAT;
  volatile Function<ProviderAttempt, AttemptSequence> attempts = AttemptSequence::only;
  volatile Runnable beforeAdmission = () -> {};
  volatile Runnable beforeForward = () -> {};

  GatewayFixture(int providerPort) {
    this(providerPort, GatewayOptions.DEFAULT);
  }

  GatewayFixture(int providerPort, GatewayOptions options) {
    this(providerPort, options, type -> new UpstreamClient(type, UpstreamOptions.DEFAULT));
  }

  GatewayFixture(
      int providerPort,
      GatewayOptions options,
      Function<Class<? extends SocketChannel>, UpstreamClient> upstream) {
    this(providerPort, options, upstream, EventLoops.start());
  }

  GatewayFixture(
      int providerPort,
      GatewayOptions options,
      Function<Class<? extends SocketChannel>, UpstreamClient> upstream,
      EventLoops eventLoops) {
    this(providerPort, options, upstream, eventLoops, GatewayBounds.NONE);
  }

  GatewayFixture(int providerPort, GatewayBounds bounds) {
    this(
        providerPort,
        GatewayOptions.DEFAULT,
        type -> new UpstreamClient(type, UpstreamOptions.DEFAULT),
        EventLoops.start(),
        bounds);
  }

  GatewayFixture(
      int providerPort,
      GatewayOptions options,
      Function<Class<? extends SocketChannel>, UpstreamClient> upstream,
      EventLoops eventLoops,
      GatewayBounds bounds) {
    this(
        providerPort,
        options,
        upstream,
        eventLoops,
        bounds,
        null,
        InetAddress.getLoopbackAddress());
  }

  /** One that speaks TLS. */
  GatewayFixture(int providerPort, GatewayOptions options, Supplier<SslContext> tls) {
    this(
        providerPort,
        options,
        type -> new UpstreamClient(type, UpstreamOptions.DEFAULT),
        EventLoops.start(),
        GatewayBounds.NONE,
        tls,
        InetAddress.getLoopbackAddress());
  }

  GatewayFixture(
      int providerPort,
      GatewayOptions options,
      Function<Class<? extends SocketChannel>, UpstreamClient> upstream,
      EventLoops eventLoops,
      GatewayBounds bounds,
      @Nullable Supplier<SslContext> tls,
      InetAddress address) {
    this.eventLoops = eventLoops;
    target = new ProviderTarget("test", false, "127.0.0.1", providerPort, true);
    try {
      gateway =
          HttpGateway.start(
              eventLoops,
              options,
              upstream.apply(eventLoops.clientType()),
              this,
              accesses::add,
              bounds,
              tls,
              new InetSocketAddress(address, 0));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static TimeLimits limits(int connect, int firstByte, int idle, int total) {
    return new TimeLimits(
        Duration.ofMillis(connect),
        Duration.ofMillis(firstByte),
        Duration.ofMillis(idle),
        Duration.ofMillis(total));
  }

  RawConnection connect() throws IOException {
    return RawConnection.to(gateway.port());
  }

  /** Sends a chat request on a connection of its own and reads the whole answer. */
  SocketMessage post(String body) throws IOException {
    try (RawConnection client = connect()) {
      return client.send(chat(body)).readMessage();
    }
  }

  static String chat(String body) {
    return "POST /v1/chat/completions HTTP/1.1\r\n"
        + "Host: gateway\r\n"
        + "Content-Type: application/json\r\n"
        + "Content-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  AnswerDelivery delivery() throws InterruptedException {
    AnswerDelivery answerDelivery = deliveries.poll(60, TimeUnit.SECONDS);
    if (answerDelivery == null) {
      throw new AssertionError("not settled");
    }
    return answerDelivery;
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    heads.add(head);
    beforeAdmission.run();
    if (head.path().startsWith("/local")) {
      return new BodyOutcome.LocalReply(
          200, Headers.of("content-type", "text/plain"), head.path().getBytes(UTF_8));
    }
    return new AdmittedHead() {
      @Override
      public long maxBody() {
        return maxBody;
      }

      @Override
      public BodyOutcome.LocalReply tooLarge() {
        return new BodyOutcome.LocalReply(413, Headers.NONE, "too large".getBytes(UTF_8));
      }

      @Override
      public void abandoned() {
        abandoned.add(head.id());
      }

      @Override
      public BodyOutcome proceed(byte[] body) {
        beforeForward.run();
        return new BodyOutcome.ForwardOutcome(forward(head, body));
      }
    };
  }

  private ForwardRequest forward(RequestHead head, byte[] body) {
    List<Header> headers = new ArrayList<>();
    head.headers().forEach(headers::add);
    ProviderAttempt first =
        new ProviderAttempt(
            0,
            target,
            head.method(),
            head.query() == null ? head.path() : head.path() + "?" + head.query(),
            new Headers(headers),
            body,
            null,
            stripUsage,
            limits);
    return new ForwardRequest(
        attempts.apply(first),
        Headers.of("x-compresh-session-id", "s1"),
        dialect,
        streamed,
        deliveries::add);
  }

  @Override
  public void close() {
    gateway.close();
    eventLoops.close();
  }
}
