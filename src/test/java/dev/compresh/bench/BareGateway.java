package dev.compresh.bench;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.ParseResult;
import dev.compresh.dialect.PromptReader;
import dev.compresh.gateway.AccessListener;
import dev.compresh.gateway.EventLoops;
import dev.compresh.gateway.GatewayOptions;
import dev.compresh.gateway.HttpGateway;
import dev.compresh.gateway.upstream.UpstreamOptions;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.TimeLimits;
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
final class BareGateway implements RequestHandler {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final TimeLimits LIMITS = new TimeLimits(LONG, LONG, LONG, LONG);

  private final ProviderTarget provider;
  private final Headers headers;

  private BareGateway(int port) {
    this.provider = new ProviderTarget("bare", false, "127.0.0.1", port, true);
    this.headers =
        new Headers(
            List.of(
                new Header("host", "127.0.0.1:" + port),
                new Header("content-type", "application/json"),
                new Header("authorization", "Bearer bench")));
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    return new Passing(head);
  }

  private final class Passing implements AdmittedHead {
    private final RequestHead head;

    private Passing(RequestHead head) {
      this.head = head;
    }

    @Override
    public long maxBody() {
      return 32 << 20;
    }

    @Override
    public BodyOutcome.LocalReply tooLarge() {
      return new BodyOutcome.LocalReply(413, Headers.NONE, new byte[0]);
    }

    @Override
    public void abandoned() {
      // nothing is recorded
    }

    @Override
    public BodyOutcome proceed(byte[] body) {
      ParseResult parseResult = PromptReader.read(Dialect.CHAT, body);
      byte[] sent =
          parseResult instanceof dev.compresh.dialect.Prompt prompt ? prompt.body() : body;
      ProviderAttempt providerAttempt =
          new ProviderAttempt(
              0, provider, head.method(), head.path(), headers, sent, null, false, LIMITS);
      return new BodyOutcome.ForwardOutcome(
          new ForwardRequest(
              AttemptSequence.only(providerAttempt),
              Headers.NONE,
              null,
              false,
              answerDelivery -> {}));
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
