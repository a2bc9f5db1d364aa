package dev.compresh.limit.redis;

import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.LocalRateLimiter;
import dev.compresh.limit.RateLimiter;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * Counts requests over all instances: an exact sliding window on a Valkey or Redis server, by that
 * server's clock. While the server is away, each instance admits its part of the limit.
 */
public final class RedisRateLimiter implements RateLimiter, AutoCloseable {
  private static final RedisScript WINDOW = RedisScript.load("window.lua");

  /** No request waits longer for a decision. */
  private static final Duration DECISION = Duration.ofMillis(50);

  /** Times are cut to milliseconds, so one more is waited for. */
  private static final int SPAN_MILLIS = 60_001;

  private static final int FAILURES = 3;

  private final RedisConnection connection;
  private final CircuitBreaker breaker = new CircuitBreaker(FAILURES);
  private final RedisHeartbeat heartbeat;
  private final String prefix;
  private final int span;
  private final Duration most;
  private final InstantSource wall;
  private final IntSupplier known;
  private final LocalRateLimiter local = new LocalRateLimiter();
  private final LongAdder localDecisions = new LongAdder();

  /**
   * Connects; where the server does not answer, it is tried again every second.
   *
   * @param known instances that live, as far as is known otherwise; 1 at least
   * @throws IllegalArgumentException where the address is not valid
   */
  public RedisRateLimiter(RedisSettings settings, InstantSource wall, IntSupplier known) {
    this(settings, wall, known, SPAN_MILLIS, DECISION);
  }

  /**
   * @param span milliseconds for which a request counts
   * @param most for how long a decision is waited for
   */
  RedisRateLimiter(
      RedisSettings settings, InstantSource wall, IntSupplier known, int span, Duration most) {
    this.most = most;
    this.connection = new RedisConnection(settings.url());
    this.span = span;
    this.prefix = settings.prefix();
    this.wall = wall;
    this.known = known;
    this.heartbeat = new RedisHeartbeat(connection, breaker, prefix + ":instances");
  }

  @Override
  public LimitDecision take(String key, int perMinute) {
    return decide(key, perMinute, true);
  }

  @Override
  public LimitDecision look(String key, int perMinute) {
    return decide(key, perMinute, false);
  }

  /** Returns whether the server answers. */
  public boolean isConnected() {
    return !breaker.isOpen();
  }

  /** Decisions that were made without the server. */
  public long localDecisions() {
    return localDecisions.sum();
  }

  /** Instances that live, this one included. */
  public int instances() {
    return Math.max(heartbeat.alive(), known.getAsInt());
  }

  private LimitDecision decide(String key, int perMinute, boolean takes) {
    if (perMinute <= 0) {
      return LimitDecision.unlimited(wall.instant());
    }
    if (breaker.isOpen()) {
      return decideAlone(key, perMinute, takes);
    }
    try {
      LimitDecision decision = ask(key, perMinute, takes);
      breaker.succeed();
      if (takes && decision.admitted()) {
        local.note(key);
      }
      return decision;
    } catch (RedisFault e) {
      if (breaker.fail()) {
        heartbeat.logAway(e);
      }
      return decideAlone(key, perMinute, takes);
    }
  }

  private LimitDecision ask(String key, int perMinute, boolean takes) {
    List<Object> answer =
        connection.run(
            WINDOW,
            ScriptOutputType.MULTI,
            prefix + ":limit:" + key,
            most,
            Integer.toString(perMinute),
            Integer.toString(span),
            takes ? "1" : "0");
    long[] figures = RedisConnection.numbers(answer, 4);
    return LimitDecision.windowed(
        figures[0] == 1,
        perMinute,
        (int) figures[1],
        span - figures[2],
        span - figures[3],
        wall.instant());
  }

  /** Decides by what this instance admitted in the last minute, whoever had decided that. */
  private LimitDecision decideAlone(String key, int perMinute, boolean takes) {
    localDecisions.increment();
    int part = Math.max(1, perMinute / instances());
    return takes ? local.take(key, part) : local.look(key, part);
  }

  @Override
  public void close() {
    heartbeat.close();
    connection.close();
  }
}
