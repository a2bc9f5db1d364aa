package dev.compresh.admin.api;

import dev.compresh.http.Headers;
import dev.compresh.proxy.EventStream;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers with server-sent events that end after a while, so that rights are looked at again. */
public final class LiveAnswer {
  /** No stream is longer: a browser connects again, and is asked who it is. */
  public static final int MOST_SECONDS = 900;

  private static final Headers EVENTS =
      Headers.of("content-type", "text/event-stream", "x-accel-buffering", "no");

  private LiveAnswer() {}

  /**
   * The answer.
   *
   * @param seconds when it ends, as the query says; null for the longest
   */
  public static ApiAnswer of(EventStream stream, @Nullable String seconds) {
    int life = seconds == null ? MOST_SECONDS : Integer.parseInt(seconds);
    if (life == 0) {
      stream.end();
    } else {
      CompletableFuture.delayedExecutor(life, TimeUnit.SECONDS).execute(stream::end);
    }
    return ApiAnswer.handOver(
        new BodyOutcome.StreamReply(new BodyOutcome.LocalReply(200, EVENTS, new byte[0]), stream));
  }
}
