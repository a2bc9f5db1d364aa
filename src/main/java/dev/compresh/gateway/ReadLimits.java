package dev.compresh.gateway;

import dev.compresh.gateway.http.HeadBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limits of what is read from one client. */
final class ReadLimits {
  private final GatewayOptions options;
  private final DeadlineTimer deadlineTimer;
  private long headStarted;
  private long bodyStarted;
  private boolean served;

  ReadLimits(GatewayOptions options, DeadlineTimer deadlineTimer) {
    this.options = options;
    this.deadlineTimer = deadlineTimer;
  }

  /**
   * The limit for what has to be read next.
   *
   * @param httpExchange the request under way, null where none is
   * @param head what was read of the next request's head
   * @param reading whether anything is being read
   */
  void next(@Nullable HttpExchange httpExchange, HeadBuffer head, boolean reading) {
    if (httpExchange == null && head.isEmpty()) {
      idle();
    } else if (httpExchange == null) {
      head();
    } else if (!httpExchange.body().done() && reading) {
      body();
    } else {
      none();
    }
  }

  /** Nothing of a request is here yet. */
  void idle() {
    headStarted = 0;
    startAt(System.nanoTime(), served ? options.keepAlive() : options.headTime());
  }

  /** A head is under way; trickling bytes win it no time. */
  void head() {
    if (headStarted == 0) {
      headStarted = System.nanoTime();
    }
    startAt(headStarted, options.headTime());
  }

  /** A head is whole, its body begins. */
  void begin() {
    headStarted = 0;
    bodyStarted = System.nanoTime();
    served = true;
  }

  /** Bytes of a body have come, more are to come. */
  void body() {
    long idle = System.nanoTime() + options.bodyIdle().toNanos();
    deadlineTimer.schedule(Math.min(idle, bodyStarted + options.bodyTime().toNanos()));
  }

  /** Nothing is awaited from the client. */
  void none() {
    deadlineTimer.never();
  }

  /** What is left of the last answer has to go out. */
  void unsent() {
    startAt(System.nanoTime(), options.bodyIdle());
  }

  /** All is sent, the connection is being closed. */
  void linger() {
    startAt(System.nanoTime(), options.linger());
  }

  private void startAt(long start, Duration limit) {
    deadlineTimer.schedule(start + limit.toNanos());
  }
}
