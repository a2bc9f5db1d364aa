package dev.compresh.gateway;

import dev.compresh.gateway.upstream.UpstreamCall;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AnswerDelivery.FailedAttempt;
import dev.compresh.proxy.AttemptResult;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.AttemptSequence.NextAttempt;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.TimeLimits;
import dev.compresh.proxy.upload.UploadBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a forwarded request: the one under way, and what else may be tried until the
 * client is sent an answer. Runs on the client's event loop only.
 */
final class RelayAttempts {

  /** How far the attempt under way has come. */
  private enum AttemptPhase {
    /** Its time has not come. */
    PENDING,
    CONNECTING,
    SENDING,
    SENT,
    /** The request is over: nothing more is tried. */
    OVER
  }

  private final AnswerRelay answerRelay;
  private final ClientConnection client;
  private final RelayTimes times;

  /** What else may be tried; null once the client is sent an answer. */
  private @Nullable AttemptSequence left;

  private ProviderAttempt providerAttempt;
  private AnswerGate gate;
  private UpstreamCall upstreamCall;
  private AttemptPhase phase = AttemptPhase.PENDING;
  private int tries;
  private long askedAt;
  private final List<FailedAttempt> failed = new ArrayList<>();

  /**
   * @param first the attempt that {@code sequence} begins with
   */
  RelayAttempts(
      AnswerRelay answerRelay,
      ClientConnection client,
      RelayTimes times,
      AttemptSequence sequence,
      ProviderAttempt first) {
    this.answerRelay = answerRelay;
    this.client = client;
    this.times = times;
    this.left = sequence;
    this.providerAttempt = first.sent();
    this.gate = new AnswerGate(answerRelay, this, client);
    this.upstreamCall = new UpstreamCall(client.gateway().upstream(), client.loop(), first, gate);
  }

  /** Asks the provider. */
  void start() {
    phase = AttemptPhase.CONNECTING;
    tries++;
    times.ask();
    askedAt = System.nanoTime();
    limit(askedAt, limits().connect());
    upstreamCall.start();
  }

  /** Another attempt, where there is one left for what came of this one. */
  boolean retry(AttemptResult result) {
    AttemptSequence sequence = left;
    NextAttempt nextAttempt = sequence == null ? null : sequence.next(providerAttempt, result);
    if (nextAttempt == null) {
      left = null;
      return false;
    }
    upstreamCall.cancel();
    note(result);
    phase = AttemptPhase.PENDING;
    providerAttempt = nextAttempt.attempt().sent();
    gate = new AnswerGate(answerRelay, this, client);
    upstreamCall =
        new UpstreamCall(client.gateway().upstream(), client.loop(), nextAttempt.attempt(), gate);
    startAfter(nextAttempt.pause().toNanos());
    return true;
  }

  /** Notes what came of the attempt that is replaced by another. */
  private void note(AttemptResult result) {
    if (failed.size() < FailedAttempt.MOST) {
      int candidate = providerAttempt.candidate();
      long nanos = System.nanoTime() - askedAt;
      failed.add(
          switch (result) {
            case AttemptResult.AttemptAnswered(int status, var _) ->
                new FailedAttempt(candidate, status, DeliveryEnding.COMPLETE, nanos);
            case AttemptResult.AttemptInspected(int status, var _, var _) ->
                new FailedAttempt(candidate, status, DeliveryEnding.COMPLETE, nanos);
            case AttemptResult.AttemptFailed(var _, boolean late) ->
                new FailedAttempt(
                    candidate,
                    0,
                    late ? DeliveryEnding.TIMEOUT : DeliveryEnding.UNREACHABLE,
                    nanos);
          });
    }
  }

  /** Asks after so many nanoseconds; never from within the call that has just failed. */
  private void startAfter(long nanos) {
    UpstreamCall next = upstreamCall;
    client.watch().schedule(latest());
    var _ =
        client
            .loop()
            .schedule(
                () -> {
                  if (phase == AttemptPhase.PENDING && upstreamCall == next) {
                    start();
                  }
                },
                nanos,
                TimeUnit.NANOSECONDS);
  }

  /** The same after a time limit, unless there is no time left for all attempts together. */
  boolean retryLate() {
    boolean isInTime = System.nanoTime() - times.startedAt() < limits().total().toNanos();
    return phase != AttemptPhase.PENDING
        && isInTime
        && retry(new AttemptResult.AttemptFailed(isConnected(), true));
  }

  /** The same after a failure. */
  boolean retryFailed() {
    return retry(new AttemptResult.AttemptFailed(isConnected(), false));
  }

  /** Notes that the provider has accepted the connection; an upload begins. */
  void connected() {
    long now = System.nanoTime();
    phase = AttemptPhase.SENDING;
    times.connected(now);
    limit(now, limits().firstByte());
    if (providerAttempt.upload() != null) {
      Thread.ofVirtual().name("upload").start(providerAttempt.upload());
    }
  }

  /** Notes that the request is out. */
  void sent() {
    long now = System.nanoTime();
    phase = AttemptPhase.SENT;
    times.sent(now, providerAttempt.upload() != null);
    limit(now, limits().firstByte());
  }

  boolean isConnected() {
    return phase == AttemptPhase.SENDING || phase == AttemptPhase.SENT;
  }

  /** Returns whether the body has an upload of which not all is out. */
  boolean isUploading() {
    return phase != AttemptPhase.SENT && providerAttempt.upload() != null;
  }

  /** Returns what else may be tried; null once the client is sent an answer. */
  @Nullable AttemptSequence left() {
    return left;
  }

  /** Returns what was tried last. */
  ProviderAttempt current() {
    return providerAttempt;
  }

  /** The name of the provider that was asked last. */
  String provider() {
    return providerAttempt.target().provider();
  }

  /** Returns the attempts before the current one. */
  List<FailedAttempt> failed() {
    return failed;
  }

  int tries() {
    return tries;
  }

  TimeLimits limits() {
    return providerAttempt.limits();
  }

  /** Returns when the time for all attempts together is over. */
  long latest() {
    return times.startedAt() + limits().total().toNanos();
  }

  /** Sets the time limit of what comes next. */
  void limit(long from, Duration limit) {
    client.watch().schedule(gate.deadline(Math.min(latest(), from + limit.toNanos())));
  }

  /** A time limit has run out; true where it was that of an answer that is held. */
  boolean decideHeld() {
    return gate.timedOut();
  }

  /** Lets the provider wait before it sends more, or go on. */
  void pauseReading(boolean pause) {
    upstreamCall.pauseReading(pause);
  }

  void cancel() {
    upstreamCall.cancel();
  }

  /** The request is over: what is held is dropped, and nothing more is tried. */
  void end() {
    phase = AttemptPhase.OVER;
    left = null;
    gate.drop();
    UploadBody upload = providerAttempt.upload();
    if (upload != null) {
      upload.close();
    }
  }
}
