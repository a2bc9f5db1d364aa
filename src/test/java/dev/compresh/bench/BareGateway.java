package dev.compresh.bench;

import dev.compresh.gateway.AccessListener;
import dev.compresh.gateway.HttpGateway;
import dev.compresh.gateway.GatewayOptions;
import dev.compresh.gateway.EventLoops;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.pipeline.Attempt;
import dev.compresh.pipeline.Attempts;
import dev.compresh.pipeline.Forward;
import dev.compresh.pipeline.Handler;
import dev.compresh.pipeline.RequestHead;
import dev.compresh.pipeline.Target;
import dev.compresh.pipeline.TimeLimits;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import dev.compresh.wire.Parsed;
import dev.compresh.wire.PromptReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The gateway as it is in mode {@code off}, with all checks, limits, budgets, metering and logs
 * taken out: a body is read and passed on. What the program takes of a processor beyond this, for
 * each request, is what those cost. {@code main} takes its own port and the provider's, both on
 * loopback.
 */
final class BareGateway implements Handler {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final TimeLimits LIMITS = new TimeLimits(LONG, LONG, LONG, LONG);

  private final Target provider;
  private final Headers headers;

  private BareGateway(int port) {
    this.provider = new Target("bare", false, "127.0.0.1", port, true);
    this.headers =
        new Headers(
            List.of(
                new Header("host", "127.0.0.1:" + port),
                new Header("content-type", "application/json"),
                new Header("authorization", "Bearer bench")));
  }

  @Override
  public Admission admit(RequestHead head) {
    return new Passing(head);
  }

  private final class Passing implements Admitted {
    private final RequestHead head;

    private Passing(RequestHead head) {
      this.head = head;
    }

    @Override
    public long maxBody() {
      return 32 << 20;
    }

    @Override
    public Outcome.Reply tooLarge() {
      return new Outcome.Reply(413, Headers.NONE, new byte[0]);
    }

    @Override
    public void abandoned() {
      // nothing is recorded
    }

    @Override
    public Outcome proceed(byte[] body) {
      Parsed parsed = PromptReader.read(Dialect.CHAT, body);
      byte[] sent = parsed instanceof dev.compresh.wire.Prompt prompt ? prompt.body() : body;
      Attempt attempt =
          new Attempt(0, provider, head.method(), head.path(), headers, sent, null, false, LIMITS);
      return new Outcome.Send(
          new Forward(Attempts.only(attempt), Headers.NONE, null, false, delivery -> {}));
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    EventLoops eventLoops = EventLoops.start();
    HttpGateway httpGateway =
        HttpGateway.start(
            eventLoops,
            GatewayOptions.DEFAULT,
            eventLoops.upstream(UpstreamOptions.DEFAULT),
            new BareGateway(Integer.parseInt(arguments[1])),
            AccessListener.NONE,
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
    try (eventLoops;
        httpGateway) {
      new CountDownLatch(1).await();
    }
  }
}
