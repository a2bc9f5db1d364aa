package dev.compresh.gateway;

import dev.compresh.gateway.http.HeadBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limits of what is read from one client. */
final class ReadLimits {
  /** What a body brings in a second at least, once its first idle time has passed. */
  private static final long LEAST_RATE = 4 << 10;

  private static final long SECOND = 1_000_000_000;

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
      body(httpExchange.body());
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

  /** The rest of a body is asked for: until then its client may have been kept waiting. */
  void admitted() {
    bodyStarted = System.nanoTime();
  }

  /**
   * Bytes of a body have come, more are to come. One that trickles holds memory that others wait
   * for; one that passes through a pipe may have been kept waiting itself.
   */
  private void body(IncomingBody body) {
    long idle = System.nanoTime() + options.bodyIdle().toNanos();
    long end = bodyStarted + options.bodyTime().toNanos();
    if (!body.streams()) {
      long earned = options.bodyIdle().toNanos() + body.received() * (SECOND / LEAST_RATE);
      end = Math.min(end, bodyStarted + earned);
    }
    deadlineTimer.schedule(Math.min(idle, end));
  }

  /** Nothing is awaited from the client. */
  void none() {
    deadlineTimer.never();
  }

  /** Starts the limit for the rest of the last answer. */
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
