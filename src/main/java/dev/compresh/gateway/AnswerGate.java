package dev.compresh.gateway;

import dev.compresh.gateway.http.HttpResponseHead;
import dev.compresh.gateway.upstream.AnswerListener;
import dev.compresh.proxy.AttemptResult;
import dev.compresh.proxy.AttemptSequence;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sits between one attempt's answer and its relay: decides whether the client gets the answer, and
 * lets it through once its first byte may go out. Until then head and body are held. Mostly there
 * is nothing to wait for, and all passes at once. Runs on the client's event loop only.
 */
final class AnswerGate implements AnswerListener {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerGate.class);

  private static final int FIRST_ERROR = 400;

  private final AnswerRelay answerRelay;
  private final RelayAttempts attempts;
  private final ClientConnection client;
  private @Nullable HeldAnswer held;

  AnswerGate(AnswerRelay answerRelay, RelayAttempts attempts, ClientConnection client) {
    this.answerRelay = answerRelay;
    this.attempts = attempts;
    this.client = client;
  }

  /**
   * Returns when what is held has to be decided or let through; {@code otherwise} where nothing is.
   */
  long deadline(long otherwise) {
    return held == null ? otherwise : held.deadline();
  }

  /** Time is up; false where that is not about what is held here. */
  boolean timedOut() {
    HeldAnswer late = held;
    if (late == null) {
      return false;
    }
    if (late.isDecided()) {
      open();
    } else {
      decide(late.response(), late.answered());
    }
    return true;
  }

  /** Nobody gets what is held. */
  void drop() {
    if (held != null) {
      held.drop();
      held = null;
    }
  }

  @Override
  public void connected() {
    answerRelay.connected();
  }

  @Override
  public void sending() {
    answerRelay.sending();
  }

  @Override
  public void sent() {
    answerRelay.sent();
  }

  @Override
  public void firstByte() {
    answerRelay.firstByte();
  }

  @Override
  public void pause() {
    answerRelay.pause();
  }

  @Override
  public void head(HttpResponseHead httpResponseHead) {
    AttemptSequence asked = attempts.left();
    if (httpResponseHead.status() >= FIRST_ERROR
        && HeldAnswer.canInspect(httpResponseHead)
        && asked != null
        && asked.inspectsBody(attempts.current(), httpResponseHead.status())) {
      hold(HeldAnswer.inspecting(httpResponseHead, attempts.latest()));
    } else {
      decide(
          httpResponseHead,
          new AttemptResult.AttemptAnswered(httpResponseHead.status(), httpResponseHead.headers()));
    }
  }

  @Override
  public void data(ByteBuf data) {
    if (held == null) {
      answerRelay.data(data);
      return;
    }
    held.add(data);
    if (held.isTooLong()) {
      decide(held.response(), held.answered());
    } else {
      client.watch().schedule(held.deadline());
    }
  }

  @Override
  public void end(boolean told) {
    if (held == null) {
      answerRelay.end(told);
      return;
    }
    held.end(told);
    if (!held.isDecided()) {
      decide(held.response(), held.inspected());
    }
  }

  @Override
  public void failed(CallFailure callFailure) {
    if (held == null) {
      answerRelay.failed(callFailure);
      return;
    }
    held.fail(callFailure);
    if (!held.isDecided()) {
      decide(held.response(), held.answered());
    }
  }

  private void hold(HeldAnswer answer) {
    held = answer;
    client.watch().schedule(answer.deadline());
  }

  /** Makes another attempt where {@code result} leads to one; else the client gets the answer. */
  private void decide(HttpResponseHead httpResponseHead, AttemptResult result) {
    AttemptSequence asked = attempts.left();
    if (attempts.retry(result)) {
      drop();
      return;
    }
    CompletableFuture<?> recorded = recorded(asked, httpResponseHead.status());
    if (recorded.isDone()) {
      if (held == null) {
        answerRelay.head(httpResponseHead);
      } else {
        open();
      }
    } else {
      await(recorded, httpResponseHead);
    }
  }

  private CompletableFuture<?> recorded(@Nullable AttemptSequence asked, int status) {
    if (asked != null) {
      try {
        return asked.recorded(attempts.current(), status).toCompletableFuture();
      } catch (RuntimeException e) {
        LOG.error(
            "a record that must be durable before the response could not be written",
            RedactedException.of(e));
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Holds the answer until {@code recorded} is done or time is up; the provider has to wait. */
  private void await(CompletableFuture<?> recorded, HttpResponseHead httpResponseHead) {
    long latest = System.nanoTime() + client.gateway().options().recordingTime().toNanos();
    HeldAnswer answer = held == null ? new HeldAnswer(httpResponseHead) : held;
    answer.decide(latest);
    hold(answer);
    attempts.pauseReading(true);
    var _ =
        recorded.whenComplete(
            (done, fault) ->
                client.execute(
                    () -> {
                      if (held == answer) {
                        open();
                      }
                    }));
  }

  /** Lets through what is held, and what comes after it. */
  private void open() {
    HeldAnswer passing = held;
    held = null;
    if (passing != null) {
      answerRelay.head(passing.response());
      passing.replay(answerRelay);
      answerRelay.resume();
    }
  }
}
