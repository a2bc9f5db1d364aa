package dev.compresh.limit.redis;

import dev.compresh.store.ScheduledTask;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection: says every second that this instance lives, connects where there is no
 * connection, and closes the breaker when the server answers again.
 */
final class RedisHeartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisHeartbeat.class);
  private static final RedisScript BEAT = RedisScript.load("heartbeat.lua");
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final String GONE_MILLIS = "15000";

  /** A connection on which so many beats went unanswered is made again. */
  private static final int UNANSWERED = 3;

  private final RedisConnection connection;
  private final CircuitBreaker breaker;
  private final String key;
  private final String id = UUID.randomUUID().toString();
  private final ScheduledTask beating;
  private volatile int alive = 1;
  private int unanswered;

  RedisHeartbeat(RedisConnection connection, CircuitBreaker breaker, String key) {
    this.connection = connection;
    this.breaker = breaker;
    this.key = key;
    beat();
    if (breaker.isOpen()) {
      LOG.warn("Redis does not answer yet: limits are counted in this instance until it does");
    }
    this.beating = ScheduledTask.start("redis-heartbeat", PERIOD, this::beat);
  }

  /** Instances that live, this one included, as the server said last. */
  int alive() {
    return alive;
  }

  private void beat() {
    try {
      connection.connect();
      alive = Math.toIntExact(Math.max(1, say("1")));
      unanswered = 0;
      if (breaker.close()) {
        LOG.info("Redis answers: limits are counted over {} instances", alive);
      }
    } catch (RedisFault e) {
      if (breaker.fail()) {
        logAway(e);
      }
      unanswered++;
      if (unanswered % UNANSWERED == 0) {
        connection.disconnect();
      }
      LOG.debug("Redis did not answer: {}", e.getMessage());
    }
  }

  /** Logs that limits are counted here from now on. */
  void logAway(RedisFault fault) {
    LOG.warn(
        "Redis does not answer ({}): each of {} instances admits its part of the limits until it"
            + " does",
        fault.getMessage(),
        alive);
  }

  private long say(String stays) {
    return connection.<Long>run(
        BEAT, ScriptOutputType.INTEGER, key, ANSWER, id, GONE_MILLIS, stays);
  }

  @Override
  public void close() {
    beating.close();
    try {
      say("0");
    } catch (RedisFault e) {
      LOG.debug("leaving Redis failed: {}", e.getMessage());
    }
  }
}
