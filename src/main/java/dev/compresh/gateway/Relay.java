package dev.compresh.gateway;

import dev.compresh.gateway.http.Response;
import dev.compresh.gateway.upstream.Answer;
import dev.compresh.gateway.upstream.Call;
import dev.compresh.pipeline.Delivery;
import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.pipeline.Forward;
import dev.compresh.pipeline.Problem;
import dev.compresh.pipeline.TimeLimits;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import dev.compresh.wire.Usage;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A forwarded request: asks the provider and passes the answer on as it comes, until one side ends.
 * Settles exactly once, whatever the way out. Runs on the client's event loop only.
 */
final class Relay implements Answer {
  static final String OVERHEAD = "x-compresh-proxy-overhead-ms";

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final ClientConnection client;
  private final Exchange exchange;
  private final Forward forward;
  private final AnswerWriter writer;
  private final Call call;
  private final long received;
  private long startedAt;
  private long connectNanos;
  private long overhead = -1;
  private long firstByteAt;
  private @Nullable Metered metered;
  private boolean connected;
  private boolean paused;
  private boolean over;

  Relay(ClientConnection client, Exchange exchange, Forward forward, AnswerWriter writer) {
    this.client = client;
    this.exchange = exchange;
    this.forward = withoutBody(forward);
    this.writer = writer;
    this.call = new Call(client.upstream(), client.loop(), forward, this);
    this.received = exchange.head().received();
  }

  /** A stream may last long; its request's body is not to be held for that time. */
  private static Forward withoutBody(Forward forward) {
    return new Forward(
        forward.target(),
        forward.method(),
        forward.path(),
        Headers.NONE,
        new byte[0],
        forward.answerHeaders(),
        forward.dialect(),
        forward.streamed(),
        forward.stripUsage(),
        forward.limits(),
        forward.settlement());
  }

  void start() {
    startedAt = System.nanoTime();
    limit(startedAt, limits().connect());
    call.start();
  }

  @Override
  public void connected() {
    long now = System.nanoTime();
    connected = true;
    connectNanos = now - startedAt;
    limit(now, limits().firstByte());
  }

  @Override
  public void sent() {
    long now = System.nanoTime();
    overhead = Math.max(0, now - received - exchange.waited() - connectNanos);
    limit(now, limits().firstByte());
  }

  @Override
  public void firstByte() {
    firstByteAt = System.nanoTime();
    limit(firstByteAt, limits().idle());
  }

  @Override
  public void head(Response response) {
    metered = new Metered(forward, response, writer, client.scratch());
    boolean shrinks = forward.stripUsage() && metered.tap().appendable();
    writer.head(response, forward.answerHeaders(), exchange.head().id(), overheadMillis(), shrinks);
  }

  @Override
  public void data(ByteBuf data) {
    if (metered == null) {
      data.release();
      return;
    }
    metered.pass(data);
    if (!paused && !client.socket().isWritable()) {
      paused = true;
      call.pauseReading(true);
      client.socket().flush();
    }
  }

  @Override
  public void pause() {
    client.socket().flush();
    if (!over && writer.status() != 0) {
      limit(System.nanoTime(), paused ? limits().total() : limits().idle());
    }
  }

  /** The client has taken what waited for it. */
  void clientWritable() {
    if (paused) {
      paused = false;
      limit(System.nanoTime(), limits().idle());
      call.pauseReading(false);
    }
  }

  @Override
  public void end(boolean told) {
    if (metered != null) {
      metered.end();
      if (!told && forward.dialect() != null && metered.isUnfinishedStream()) {
        breakOff(Ending.CUT_OFF);
        return;
      }
    }
    writer.end();
    finish(Ending.COMPLETE, true);
  }

  @Override
  public void failed(Failure failure) {
    if (writer.status() != 0) {
      breakOff(Ending.CUT_OFF);
    } else {
      answer(problem(failure), Ending.UNREACHABLE);
    }
  }

  private Problem problem(Failure failure) {
    Problem problem = Problem.unreachable(forward.target().provider());
    String more =
        switch (failure) {
          case NO_CONNECTION -> "";
          case FORBIDDEN_ADDRESS -> " Its address is private; mark the provider as trusted.";
          case NO_ANSWER, CUT_OFF -> " It closed the connection without an answer.";
          case GARBAGE -> " Its answer is garbage: no HTTP.";
        };
    return Problem.of(problem.status(), problem.type(), problem.code(), problem.message() + more);
  }

  /** A time limit has run out. */
  void timedOut() {
    call.cancel();
    if (writer.status() != 0) {
      breakOff(Ending.TIMEOUT);
    } else if (!connected) {
      answer(Problem.unreachable(forward.target().provider()), Ending.UNREACHABLE);
    } else {
      answer(Problem.timeout(forward.target().provider()), Ending.TIMEOUT);
    }
  }

  void clientLeft() {
    call.cancel();
    boolean hadAll = metered != null && metered.tap().complete();
    finish(hadAll ? Ending.COMPLETE : Ending.CLIENT_LEFT, false);
  }

  void shutDown() {
    call.cancel();
    if (writer.status() != 0) {
      breakOff(Ending.SHUTDOWN);
    } else {
      answer(Problem.unreachable(forward.target().provider()), Ending.SHUTDOWN);
    }
  }

  private void answer(Problem problem, Ending ending) {
    List<Header> added = new ArrayList<>();
    forward.answerHeaders().forEach(added::add);
    added.add(new Header(OVERHEAD, overheadMillis()));
    writer.reply(
        LocalAnswers.of(problem, exchange.head().path()), new Headers(added), exchange.head().id());
    finish(ending, true);
  }

  /** The answer can't be completed, and the client has to see that. */
  private void breakOff(Ending ending) {
    boolean told = false;
    boolean hadAll = false;
    if (metered != null) {
      metered.end();
      hadAll = metered.tap().complete();
      told = !hadAll && metered.fault(ending);
    }
    if (told) {
      writer.end();
    }
    finish(hadAll ? Ending.COMPLETE : ending, told);
  }

  private void finish(Ending ending, boolean whole) {
    if (over) {
      return;
    }
    over = true;
    long now = System.nanoTime();
    long firstByte = firstByteAt == 0 ? -1 : firstByteAt - received;
    Usage usage = null;
    long estimated = 0;
    if (metered != null) {
      metered.tap().close();
      usage = metered.tap().usage();
      estimated = usage == null ? metered.tap().estimatedOutputTokens() : 0;
    }
    long total = now - received;
    try {
      forward
          .settlement()
          .settle(
              new Delivery(
                  ending, writer.status(), usage, estimated, writer.bytes(), firstByte, total));
    } catch (RuntimeException e) {
      LOG.error("request {} could not be settled", exchange.head().id(), e);
    }
    client.answered(
        exchange,
        writer,
        whole,
        new Access(
            exchange.head().id(),
            exchange.head(),
            exchange.head().remote(),
            forward.target().provider(),
            ending,
            writer.status(),
            writer.bytes(),
            overhead,
            firstByte,
            now - received));
  }

  private String overheadMillis() {
    long nanos =
        overhead >= 0 ? overhead : System.nanoTime() - received - exchange.waited() - connectNanos;
    return Long.toString((Math.max(0, nanos) + 500_000) / 1_000_000);
  }

  private TimeLimits limits() {
    return forward.limits();
  }

  private void limit(long from, Duration limit) {
    long total = startedAt + limits().total().toNanos();
    client.watch().at(Math.min(total, from + limit.toNanos()));
  }
}
