package dev.compresh.gateway;

import dev.compresh.gateway.RelayState.AwaitingAnswer;
import dev.compresh.gateway.RelayState.PassingAnswer;
import dev.compresh.gateway.RelayState.ReadingUsage;
import dev.compresh.gateway.RelayState.SettledAnswer;
import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.upstream.AnswerListener;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import io.netty.buffer.ByteBuf;

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
  private final RelayAttempts attempts;
  private RelayState state = new AwaitingAnswer();

  AnswerRelay(
      ClientConnection client,
      HttpExchange httpExchange,
      ForwardRequest forwardRequest,
      AnswerWriter writer) {
    this.client = client;
    this.httpExchange = httpExchange;
    this.writer = writer;
    this.times = new RelayTimes(httpExchange);
    ProviderAttempt first = forwardRequest.attempts().first();
    this.attempts = new RelayAttempts(this, client, times, forwardRequest.attempts(), first);
    // The attempts hold the request's body, which is not to be held for as long as a stream lasts.
    this.forwardRequest =
        forwardRequest.withAttempts(
            AttemptSequence.only(attempts.current()), forwardRequest.settlement());
  }

  @Override
  public void start() {
    times.start();
    attempts.start();
  }

  @Override
  public void connected() {
    attempts.connected();
  }

  @Override
  public void sending() {
    attempts.limit(System.nanoTime(), attempts.limits().firstByte());
  }

  @Override
  public void sent() {
    attempts.sent();
  }

  @Override
  public void firstByte() {
    long now = System.nanoTime();
    times.firstByte(now);
    attempts.limit(now, attempts.limits().idle());
  }

  @Override
  public void head(HttpResponseHead httpResponseHead) {
    httpExchange.answering();
    MeteredAnswer answer =
        new MeteredAnswer(
            forwardRequest,
            attempts.current().stripUsage(),
            httpResponseHead,
            writer,
            client.gateway().scratch());
    state = new PassingAnswer(answer, false);
    boolean shrinks = answer.tap().mayShrink();
    writer.head(
        httpResponseHead,
        forwardRequest.answerHeaders(),
        httpExchange.head().id(),
        times.overheadMillis(),
        shrinks);
  }

  @Override
  public void data(ByteBuf data) {
    switch (state) {
      case PassingAnswer(MeteredAnswer answer, boolean isPaused) -> {
        answer.pass(data);
        if (!isPaused && !client.socket().isWritable()) {
          state = new PassingAnswer(answer, true);
          attempts.pauseReading(true);
          client.socket().flush();
        }
      }
      case ReadingUsage reading -> reading.usageWait().take(data);
      case AwaitingAnswer _, SettledAnswer _ -> data.release();
    }
  }

  /** Resumes the relay once what was held has gone through. */
  void resume() {
    if (!(state instanceof SettledAnswer)) {
      if (!(state instanceof PassingAnswer(var _, boolean isPaused) && isPaused)) {
        attempts.pauseReading(false);
      }
      pause();
    }
  }

  @Override
  public void pause() {
    if (state instanceof ReadingUsage) {
      return;
    }
    client.socket().flush();
    if (state instanceof PassingAnswer(var _, boolean isPaused)) {
      attempts.limit(
          System.nanoTime(), isPaused ? attempts.limits().total() : attempts.limits().idle());
    }
  }

  /** The client has taken what waited for it. */
  @Override
  public void clientWritable() {
    if (state instanceof PassingAnswer(MeteredAnswer answer, boolean isPaused) && isPaused) {
      state = new PassingAnswer(answer, false);
      attempts.limit(System.nanoTime(), attempts.limits().idle());
      attempts.pauseReading(false);
    }
  }

  @Override
  public void end(boolean told) {
    switch (state) {
      case ReadingUsage reading -> leave(reading.answer());
      case PassingAnswer(MeteredAnswer answer, var _) -> {
        answer.end();
        if (!told && forwardRequest.dialect() != null && answer.isUnfinishedStream()) {
          breakOff(answer, DeliveryEnding.CUT_OFF);
        } else {
          writer.end();
          finish(DeliveryEnding.COMPLETE, true);
        }
      }
      case AwaitingAnswer _ -> {
        writer.end();
        finish(DeliveryEnding.COMPLETE, true);
      }
      case SettledAnswer _ -> {}
    }
  }

  @Override
  public void failed(CallFailure callFailure) {
    switch (state) {
      case ReadingUsage reading -> leave(reading.answer());
      case PassingAnswer(MeteredAnswer answer, var _) -> breakOff(answer, DeliveryEnding.CUT_OFF);
      case AwaitingAnswer _ when callFailure == CallFailure.UPLOAD ->
          answer(RelayFailure.ofUpload(attempts));
      case AwaitingAnswer _ -> {
        if (!attempts.retryFailed()) {
          answer(RelayFailure.of(callFailure, attempts));
        }
      }
      case SettledAnswer _ -> {}
    }
  }

  /** A time limit has run out. */
  @Override
  public void timedOut() {
    if (attempts.decideHeld()) {
      return;
    }
    attempts.cancel();
    switch (state) {
      case PassingAnswer passing -> breakOff(passing.answer(), DeliveryEnding.TIMEOUT);
      case ReadingUsage reading -> breakOff(reading.answer(), DeliveryEnding.TIMEOUT);
      case AwaitingAnswer _ -> {
        if (!attempts.retryLate()) {
          answer(RelayFailure.late(attempts, httpExchange.body().done()));
        }
      }
      case SettledAnswer _ -> {}
    }
  }

  @Override
  public void clientLeft() {
    if (state instanceof SettledAnswer) {
      return;
    }
    MeteredAnswer answer = state.answer();
    boolean hadAll = answer != null && answer.tap().complete();
    if (answer != null && answer.awaitsUsage()) {
      state = new ReadingUsage(answer, new UsageWait(answer, client.loop(), () -> leave(answer)));
      attempts.pauseReading(false);
    } else {
      attempts.cancel();
      finish(hadAll ? DeliveryEnding.COMPLETE : DeliveryEnding.CLIENT_LEFT, false);
    }
  }

  /** No more is read for a client that has left. */
  private void leave(MeteredAnswer answer) {
    if (!(state instanceof SettledAnswer)) {
      attempts.cancel();
      answer.endUnread();
      finish(DeliveryEnding.CLIENT_LEFT, false);
    }
  }

  @Override
  public void shutDown() {
    switch (state) {
      case ReadingUsage reading -> leave(reading.answer());
      case PassingAnswer passing -> {
        attempts.cancel();
        breakOff(passing.answer(), DeliveryEnding.SHUTDOWN);
      }
      case AwaitingAnswer _ -> {
        attempts.cancel();
        answer(RelayFailure.shutDown(attempts));
      }
      case SettledAnswer _ -> {}
    }
  }

  private void answer(RelayFailure failure) {
    Headers added =
        LocalAnswers.headers(forwardRequest.answerHeaders(), OVERHEAD, times.overheadMillis());
    writer.reply(
        LocalAnswers.render(failure.problem(), httpExchange.head().path()),
        added,
        httpExchange.head().id());
    finish(failure.ending(), true);
  }

  /** The answer can't be completed, and the client has to see that. */
  private void breakOff(MeteredAnswer answer, DeliveryEnding deliveryEnding) {
    answer.end();
    boolean hadAll = answer.tap().complete();
    boolean told = !hadAll && answer.fault(deliveryEnding);
    if (told) {
      writer.end();
    }
    finish(hadAll ? DeliveryEnding.COMPLETE : deliveryEnding, told);
  }

  private void finish(DeliveryEnding deliveryEnding, boolean whole) {
    if (state instanceof SettledAnswer) {
      return;
    }
    if (state instanceof ReadingUsage reading) {
      reading.usageWait().stop();
    }
    MeteredAnswer answer = state.answer();
    state = new SettledAnswer(answer);
    attempts.end();
    new RelayEnding(client, httpExchange, forwardRequest.settlement(), writer, times)
        .settle(attempts, answer, deliveryEnding, whole);
  }
}
