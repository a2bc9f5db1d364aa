package dev.compresh.gateway;

import dev.compresh.dialect.MeterReading;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.upstream.AnswerListener;
import dev.compresh.gateway.upstream.UpstreamCall;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.AttemptResult;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.AttemptSequence.NextAttempt;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.TimeLimits;
import dev.compresh.proxy.upload.UploadBody;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A forwarded request: asks the provider and passes the answer on as it comes, until one side ends.
 * Settles exactly once, whatever the way out. Runs on the client's event loop only.
 */
final class AnswerRelay implements AnswerListener, ClientAnswer {
  static final String OVERHEAD = "x-compresh-proxy-overhead-ms";

  private final ClientConnection client;
  private final HttpExchange httpExchange;
  private final ForwardRequest forwardRequest;
  private final AnswerWriter writer;
  private final RelayTimes times;

  /** What else may be tried; null once the client is sent an answer. */
  private @Nullable AttemptSequence attemptSequence;

  private ProviderAttempt providerAttempt;
  private AnswerGate gate;
  private UpstreamCall upstreamCall;
  private int tries;
  private @Nullable MeteredAnswer meteredAnswer;
  private @Nullable UsageWait wait;
  private boolean connected;
  private boolean waiting;
  private boolean sent;
  private boolean paused;
  private boolean over;

  AnswerRelay(
      ClientConnection client,
      HttpExchange httpExchange,
      ForwardRequest forwardRequest,
      AnswerWriter writer) {
    this.client = client;
    this.httpExchange = httpExchange;
    this.attemptSequence = forwardRequest.attempts();
    ProviderAttempt first = forwardRequest.attempts().first();
    this.providerAttempt = first.sent();
    // The attempts hold the request's body, which is not to be held for as long as a stream lasts.
    this.forwardRequest =
        forwardRequest.withAttempts(
            AttemptSequence.only(providerAttempt), forwardRequest.settlement());
    this.writer = writer;
    this.gate = new AnswerGate(this, client);
    this.upstreamCall = new UpstreamCall(client.gateway().upstream(), client.loop(), first, gate);
    this.times = new RelayTimes(httpExchange);
  }

  @Override
  public void start() {
    times.start();
    ask();
  }

  private void ask() {
    tries++;
    times.ask();
    limit(System.nanoTime(), limits().connect());
    upstreamCall.start();
  }

  /** Returns what else may be tried; null once the client is sent an answer. */
  @Nullable AttemptSequence attempts() {
    return attemptSequence;
  }

  /** Returns what was tried last. */
  ProviderAttempt attempt() {
    return providerAttempt;
  }

  /** Returns when the time for all attempts together is over. */
  long latest() {
    return times.startedAt() + limits().total().toNanos();
  }

  /** Another attempt, where there is one left for what came of this one. */
  boolean again(AttemptResult result) {
    AttemptSequence left = attemptSequence;
    NextAttempt nextAttempt = left == null ? null : left.next(providerAttempt, result);
    if (nextAttempt == null) {
      attemptSequence = null;
      return false;
    }
    upstreamCall.cancel();
    connected = false;
    providerAttempt = nextAttempt.attempt().sent();
    gate = new AnswerGate(this, client);
    upstreamCall =
        new UpstreamCall(client.gateway().upstream(), client.loop(), nextAttempt.attempt(), gate);
    later(nextAttempt.pause().toNanos());
    return true;
  }

  /** Asks after so many nanoseconds; never from within the call that has just failed. */
  private void later(long nanos) {
    UpstreamCall next = upstreamCall;
    waiting = true;
    client.watch().schedule(latest());
    var _ =
        client
            .loop()
            .schedule(
                () -> {
                  if (!over && waiting && upstreamCall == next) {
                    waiting = false;
                    ask();
                  }
                },
                nanos,
                TimeUnit.NANOSECONDS);
  }

  @Override
  public void connected() {
    long now = System.nanoTime();
    connected = true;
    times.connected(now);
    limit(now, limits().firstByte());
    if (providerAttempt.upload() != null) {
      Thread.ofVirtual().name("upload").start(providerAttempt.upload());
    }
  }

  @Override
  public void sending() {
    limit(System.nanoTime(), limits().firstByte());
  }

  @Override
  public void sent() {
    long now = System.nanoTime();
    sent = true;
    times.sent(now, providerAttempt.upload() != null);
    limit(now, limits().firstByte());
  }

  @Override
  public void firstByte() {
    long now = System.nanoTime();
    times.firstByte(now);
    limit(now, limits().idle());
  }

  @Override
  public void head(HttpResponseHead httpResponseHead) {
    httpExchange.answering();
    meteredAnswer =
        new MeteredAnswer(
            forwardRequest,
            providerAttempt.stripUsage(),
            httpResponseHead,
            writer,
            client.gateway().scratch());
    boolean shrinks = meteredAnswer.tap().mayShrink();
    writer.head(
        httpResponseHead,
        forwardRequest.answerHeaders(),
        httpExchange.head().id(),
        times.overheadMillis(),
        shrinks);
  }

  @Override
  public void data(ByteBuf data) {
    if (meteredAnswer == null || wait != null) {
      UsageWait.take(wait, data);
      return;
    }
    meteredAnswer.pass(data);
    if (!paused && !client.socket().isWritable()) {
      paused = true;
      upstreamCall.pauseReading(true);
      client.socket().flush();
    }
  }

  /** Lets the provider wait before it sends more, or go on. */
  void pauseReading(boolean pause) {
    upstreamCall.pauseReading(pause);
  }

  /** What was held has gone through: the rest may come. */
  void resume() {
    if (!over) {
      if (!paused) {
        upstreamCall.pauseReading(false);
      }
      pause();
    }
  }

  @Override
  public void pause() {
    if (wait != null) {
      return;
    }
    client.socket().flush();
    if (!over && writer.status() != 0) {
      limit(System.nanoTime(), paused ? limits().total() : limits().idle());
    }
  }

  /** The client has taken what waited for it. */
  @Override
  public void clientWritable() {
    if (paused) {
      paused = false;
      limit(System.nanoTime(), limits().idle());
      upstreamCall.pauseReading(false);
    }
  }

  @Override
  public void end(boolean told) {
    if (wait != null) {
      leave();
      return;
    }
    if (meteredAnswer != null) {
      meteredAnswer.end();
      if (!told && forwardRequest.dialect() != null && meteredAnswer.isUnfinishedStream()) {
        breakOff(DeliveryEnding.CUT_OFF);
        return;
      }
    }
    writer.end();
    finish(DeliveryEnding.COMPLETE, true);
  }

  @Override
  public void failed(CallFailure callFailure) {
    if (wait != null) {
      leave();
    } else if (writer.status() != 0) {
      breakOff(DeliveryEnding.CUT_OFF);
    } else if (callFailure == CallFailure.UPLOAD) {
      UploadBody upload = providerAttempt.upload();
      ApiError fault = upload == null ? null : upload.fault();
      answer(fault == null ? LocalAnswers.SHORT : fault, DeliveryEnding.REFUSED);
    } else if (!again(new AttemptResult.AttemptFailed(connected, false))) {
      answer(
          LocalAnswers.unreachable(providerAttempt.target().provider(), callFailure),
          DeliveryEnding.UNREACHABLE);
    }
  }

  /** A time limit has run out. */
  @Override
  public void timedOut() {
    if (gate.timedOut()) {
      return;
    }
    upstreamCall.cancel();
    if (writer.status() != 0) {
      breakOff(DeliveryEnding.TIMEOUT);
    } else if (!waiting && inTime() && again(new AttemptResult.AttemptFailed(connected, true))) {
      return;
    } else if (!connected) {
      answer(ApiError.unreachable(providerAttempt.target().provider()), DeliveryEnding.UNREACHABLE);
    } else if (!sent && providerAttempt.upload() != null && !httpExchange.body().done()) {
      answer(LocalAnswers.LATE, DeliveryEnding.REFUSED);
    } else {
      answer(ApiError.timeout(providerAttempt.target().provider()), DeliveryEnding.TIMEOUT);
    }
  }

  /** Returns whether the time for all attempts together is not over. */
  private boolean inTime() {
    return System.nanoTime() - times.startedAt() < limits().total().toNanos();
  }

  @Override
  public void clientLeft() {
    boolean hadAll = meteredAnswer != null && meteredAnswer.tap().complete();
    wait = UsageWait.begin(meteredAnswer, client.loop(), this::leave);
    if (wait == null) {
      upstreamCall.cancel();
      finish(hadAll ? DeliveryEnding.COMPLETE : DeliveryEnding.CLIENT_LEFT, false);
    } else {
      upstreamCall.pauseReading(false);
    }
  }

  /** No more is read for a client that has left. */
  private void leave() {
    upstreamCall.cancel();
    if (meteredAnswer != null) {
      meteredAnswer.endUnread();
    }
    finish(DeliveryEnding.CLIENT_LEFT, false);
  }

  @Override
  public void shutDown() {
    if (wait != null) {
      leave();
      return;
    }
    upstreamCall.cancel();
    if (writer.status() != 0) {
      breakOff(DeliveryEnding.SHUTDOWN);
    } else {
      answer(ApiError.unreachable(providerAttempt.target().provider()), DeliveryEnding.SHUTDOWN);
    }
  }

  private void answer(ApiError apiError, DeliveryEnding deliveryEnding) {
    Headers added =
        LocalAnswers.headers(forwardRequest.answerHeaders(), OVERHEAD, times.overheadMillis());
    writer.reply(
        LocalAnswers.render(apiError, httpExchange.head().path()), added, httpExchange.head().id());
    finish(deliveryEnding, true);
  }

  /** The answer can't be completed, and the client has to see that. */
  private void breakOff(DeliveryEnding deliveryEnding) {
    boolean told = false;
    boolean hadAll = false;
    if (meteredAnswer != null) {
      meteredAnswer.end();
      hadAll = meteredAnswer.tap().complete();
      told = !hadAll && meteredAnswer.fault(deliveryEnding);
    }
    if (told) {
      writer.end();
    }
    finish(hadAll ? DeliveryEnding.COMPLETE : deliveryEnding, told);
  }

  private void finish(DeliveryEnding deliveryEnding, boolean whole) {
    if (over) {
      return;
    }
    over = true;
    attemptSequence = null;
    if (wait != null) {
      wait.stop();
    }
    gate.drop();
    UploadBody upload = providerAttempt.upload();
    if (upload != null) {
      upload.close();
    }
    long total = System.nanoTime() - httpExchange.head().received();
    MeterReading reading = meteredAnswer == null ? MeterReading.NONE : meteredAnswer.close();
    httpExchange.settle(
        forwardRequest.settlement(),
        new AnswerDelivery(
            deliveryEnding,
            writer.status(),
            reading,
            writer.bytes(),
            times.firstByteNanos(),
            total,
            providerAttempt.candidate(),
            tries));
    client.answered(
        httpExchange,
        writer,
        whole,
        AccessRecord.forwarded(
            httpExchange.head(),
            providerAttempt.target().provider(),
            deliveryEnding,
            writer,
            times,
            total));
  }

  private TimeLimits limits() {
    return providerAttempt.limits();
  }

  private void limit(long from, Duration limit) {
    client.watch().schedule(gate.deadline(Math.min(latest(), from + limit.toNanos())));
  }
}
