package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.config.Secret;
import dev.compresh.limit.LocalRateLimiter;
import dev.compresh.limit.RateLimiter;
import dev.compresh.limit.lease.LeasedRateLimiter;
import dev.compresh.limit.redis.RedisRateLimiter;
import dev.compresh.limit.redis.RedisSettings;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how limits are counted: over Redis where that is configured, else by leased shares where
 * the store is a server, else in this process.
 *
 * @param open ends them with the program, in this order
 */
record RateLimiters(RateLimiter limiter, List<Runnable> open) implements AutoCloseable {

  RateLimiters {
    open = List.copyOf(open);
  }

  /**
   * Opens them.
   *
   * @throws CommandFailure where the address of Redis is not valid
   */
  static RateLimiters open(Config config, Database database, Metrics metrics, InstantSource clock) {
    LeasedRateLimiter leased =
        config.database().url() == null ? null : new LeasedRateLimiter(database, clock);
    Secret url = config.redis().url();
    if (url != null) {
      return overRedis(
          new RedisSettings(url.reveal(), config.redis().prefix()), leased, metrics, clock);
    }
    if (leased == null) {
      metrics.gauge(MetricDefinition.LIMITS_SHARED, () -> 0);
      metrics.gauge(MetricDefinition.LIMITS_LOCAL, () -> 0);
      metrics.gauge(MetricDefinition.LIMIT_INSTANCES, () -> 1);
      return new RateLimiters(new LocalRateLimiter(), List.of());
    }
    metrics.gauge(MetricDefinition.LIMITS_SHARED, () -> leased.isConnected() ? 1 : 0);
    metrics.gauge(MetricDefinition.LIMITS_LOCAL, leased::localDecisions);
    metrics.gauge(MetricDefinition.LIMIT_INSTANCES, leased::instances);
    return new RateLimiters(leased, List.of(leased::close));
  }

  /**
   * Counts over Redis.
   *
   * @param leased knows the instances on the same database; null where that is not shared
   */
  private static RateLimiters overRedis(
      RedisSettings settings,
      @Nullable LeasedRateLimiter leased,
      Metrics metrics,
      InstantSource clock) {
    try {
      RedisRateLimiter redis =
          new RedisRateLimiter(settings, clock, () -> leased == null ? 1 : leased.instances());
      metrics.gauge(MetricDefinition.LIMITS_SHARED, () -> redis.isConnected() ? 1 : 0);
      metrics.gauge(MetricDefinition.LIMITS_LOCAL, redis::localDecisions);
      metrics.gauge(MetricDefinition.LIMIT_INSTANCES, redis::instances);
      return new RateLimiters(
          redis, leased == null ? List.of(redis::close) : List.of(redis::close, leased::close));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.CONFIG,
          "redis.url (COMPRESH_REDIS_URL) is not valid. Write redis://user:password@host:6379/0.");
    }
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}
