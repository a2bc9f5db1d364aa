package dev.compresh.gateway;

import dev.compresh.gateway.http.Response;
import dev.compresh.gateway.upstream.Answer;
import dev.compresh.pipeline.AttemptResult;
import dev.compresh.pipeline.Attempts;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between one attempt's answer and its relay: decides whether the client gets the answer,
 * and lets it through once its first byte may go out. Until then head and body are held. Mostly
 * there is nothing to wait for, and all passes at once. Runs on the client's event loop only.
 */
final class AnswerGate implements Answer {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerGate.class);

  private static final int FIRST_ERROR = 400;

  private final Relay relay;
  private final ClientConnection client;
  private @Nullable HeldAnswer held;

  AnswerGate(Relay relay, ClientConnection client) {
    this.relay = relay;
    this.client = client;
  }

  /** When what is held has to be decided or let through; {@code otherwise} where nothing is. */
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
    relay.connected();
  }

  @Override
  public void sending() {
    relay.sending();
  }

  @Override
  public void sent() {
    relay.sent();
  }

  @Override
  public void firstByte() {
    relay.firstByte();
  }

  @Override
  public void pause() {
    relay.pause();
  }

  @Override
  public void head(Response response) {
    Attempts asked = relay.attempts();
    if (response.status() >= FIRST_ERROR
        && HeldAnswer.canInspect(response)
        && asked != null
        && asked.inspectsBody(relay.attempt(), response.status())) {
      hold(HeldAnswer.inspecting(response, relay.latest()));
    } else {
      decide(response, new AttemptResult.Answered(response.status(), response.headers()));
    }
  }

  @Override
  public void data(ByteBuf data) {
    if (held == null) {
      relay.data(data);
      return;
    }
    held.add(data);
    if (held.isTooLong()) {
      decide(held.response(), held.answered());
    } else {
      client.watch().at(held.deadline());
    }
  }

  @Override
  public void end(boolean told) {
    if (held == null) {
      relay.end(told);
      return;
    }
    held.end(told);
    if (!held.isDecided()) {
      decide(held.response(), held.inspected());
    }
  }

  @Override
  public void failed(Failure failure) {
    if (held == null) {
      relay.failed(failure);
      return;
    }
    held.fail(failure);
    if (!held.isDecided()) {
      decide(held.response(), held.answered());
    }
  }

  private void hold(HeldAnswer answer) {
    held = answer;
    client.watch().at(answer.deadline());
  }

  /** Makes another attempt where {@code result} leads to one; else the client gets the answer. */
  private void decide(Response response, AttemptResult result) {
    Attempts asked = relay.attempts();
    if (relay.again(result)) {
      drop();
      return;
    }
    CompletableFuture<?> recorded = recorded(asked, response.status());
    if (recorded.isDone()) {
      if (held == null) {
        relay.head(response);
      } else {
        open();
      }
    } else {
      await(recorded, response);
    }
  }

  private CompletableFuture<?> recorded(@Nullable Attempts asked, int status) {
    if (asked != null) {
      try {
        return asked.recorded(relay.attempt(), status).toCompletableFuture();
      } catch (RuntimeException e) {
        LOG.error("what should be durable before an answer could not be recorded", Muted.of(e));
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Holds the answer until {@code recorded} is done or time is up; the provider has to wait. */
  private void await(CompletableFuture<?> recorded, Response response) {
    long latest = System.nanoTime() + client.gateway().options().recordingTime().toNanos();
    HeldAnswer answer = held == null ? new HeldAnswer(response) : held;
    answer.decide(latest);
    hold(answer);
    relay.pauseReading(true);
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
      relay.head(passing.response());
      passing.replay(relay);
      relay.resume();
    }
  }
}
