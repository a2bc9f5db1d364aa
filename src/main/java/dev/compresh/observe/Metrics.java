package dev.compresh.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The program's metrics, for Prometheus. Labels are endpoints, providers, layers and kinds of
 * errors, of which there are few; never models, keys or sessions as clients write them. Thread-safe
 * and cheap: meters are looked up once.
 */
public final class Metrics {
  private static final Duration[] OVERHEAD = millis(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 250);
  private static final Duration[] FIRST_BYTE = millis(50, 100, 250, 500, 1e3, 2.5e3, 5e3, 1e4, 6e4);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();
  private final DistributionSummary promptTokens =
      DistributionSummary.builder("compresh.prompt.original.tokens")
          .description("input tokens of a request before compression")
          .serviceLevelObjectives(1e3, 4e3, 16e3, 64e3, 256e3, 1e6)
          .register(registry);

  private static Duration[] millis(double... values) {
    return java.util.Arrays.stream(values)
        .mapToObj(v -> Duration.ofNanos((long) (v * 1e6)))
        .toArray(Duration[]::new);
  }

  /** A request is over. */
  public void request(String endpoint, int status) {
    String group = status == 0 ? "left" : status / 100 + "xx";
    count("compresh.requests", "endpoint", endpoint, "status", group).increment();
  }

  /** A request that went to a provider is over. */
  public void forwarded(String endpoint, String provider, String ending, int status) {
    count("compresh.provider.requests", "provider", provider, "ending", ending).increment();
    if (status >= 400) {
      count("compresh.provider.errors", "provider", provider, "status", Integer.toString(status))
          .increment();
    }
  }

  /** A provider failed before its first byte, and the request was sent again or elsewhere. */
  public void retried(String provider, String reason) {
    count("compresh.provider.retries", "provider", provider, "reason", reason).increment();
  }

  /** Tokens of a prompt before and after compression. */
  public void prompt(long original, long forwarded, Map<String, Long> savedByLayer) {
    promptTokens.record((double) original);
    count("compresh.tokens", "stage", "original").increment((double) original);
    count("compresh.tokens", "stage", "forwarded").increment((double) forwarded);
    savedByLayer.forEach(
        (layer, saved) -> count("compresh.tokens.saved", "layer", layer).increment((double) saved));
  }

  /** Tokens of a prompt in mode shadow, as it was and as {@code mode} would have sent it. */
  public void shadow(String mode, long original, long optimized) {
    count("compresh.shadow.tokens", "mode", mode, "stage", "original").increment((double) original);
    count("compresh.shadow.tokens", "mode", mode, "stage", "optimized")
        .increment((double) optimized);
  }

  /**
   * A sign that something was missing.
   *
   * @param heldOut whether nothing is cut in the session, for comparison
   */
  public void regret(String layer, String kind, boolean heldOut) {
    String name = heldOut ? "compresh.regrets.held.out" : "compresh.regrets";
    count(name, "layer", layer, "kind", kind).increment();
  }

  /** Results and messages that a layer changed for the first time, or would have. */
  public void regretChances(String layer, boolean heldOut, int count) {
    count("compresh.regret.chances", "layer", layer, "group", heldOut ? "held_out" : "compressed")
        .increment(count);
  }

  /** A layer was found to do more harm than good in a session. */
  public void layerSuspended(String layer) {
    count("compresh.layers.suspended", "layer", layer).increment();
  }

  /**
   * Times of a forwarded request.
   *
   * @param overheadNanos added by the proxy itself
   * @param firstByteNanos from the request's reception to the provider's first byte, -1 for none
   */
  public void timing(String endpoint, long overheadNanos, long firstByteNanos) {
    timer("compresh.overhead", endpoint, OVERHEAD).record(overheadNanos, TimeUnit.NANOSECONDS);
    if (firstByteNanos >= 0) {
      timer("compresh.first.byte", endpoint, FIRST_BYTE)
          .record(firstByteNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** The provider's own figures, in tokens. */
  public void usage(String provider, long input, long cacheRead, long cacheWrite, long output) {
    tokens(provider, "input", input);
    tokens(provider, "cache_read", cacheRead);
    tokens(provider, "cache_write", cacheWrite);
    tokens(provider, "output", output);
  }

  /**
   * A figure of a provider's usage could not be charged as it was, or was missing.
   *
   * @param figure which, and why
   */
  public void usageEstimated(String provider, String figure) {
    count("compresh.usage.estimated", "provider", provider, "figure", figure).increment();
  }

  private void tokens(String provider, String kind, long amount) {
    if (amount > 0) {
      count("compresh.provider.tokens", "provider", provider, "kind", kind)
          .increment((double) amount);
    }
  }

  /**
   * What a request's input cost less than it would have uncompressed, or more where below zero.
   *
   * @param units in hundredths of a fresh input token
   * @param micros in micro-USD, 0 where no price is known
   */
  public void saving(long units, long micros) {
    signed("compresh.net.saving.tokens", units / 100.0);
    signed("compresh.net.saving.usd", micros / 1e6);
  }

  /** Counters only rise: what was lost has one of its own. */
  private void signed(String name, double amount) {
    if (amount != 0) {
      count(name, "sign", amount > 0 ? "positive" : "negative").increment(Math.abs(amount));
    }
  }

  /**
   * Thinking blocks were left out.
   *
   * @param rewrite whether that was decided for this request, and not for an earlier one
   */
  public void reasoningRemoved(boolean rewrite, int blocks) {
    if (rewrite) {
      count("compresh.thinking.rewrites", "kind", "deliberate").increment();
      count("compresh.thinking.removed.blocks", "kind", "deliberate").increment(blocks);
    }
  }

  /** A provider refused thinking that is bound to another conversation. */
  public void thinkingRefused(String provider) {
    count("compresh.thinking.refused", "provider", provider).increment();
  }

  /**
   * A provider reported thinking blocks that it did not let the model read.
   *
   * @param reason one of few, as the provider names it
   */
  public void thinkingDropped(String reason, int blocks) {
    count("compresh.thinking.dropped.blocks", "reason", reason).increment(blocks);
  }

  /** A forwarded prefix was shorter than the one sent before it. */
  public void bust(String provider) {
    count("compresh.cache.busts", "provider", provider).increment();
  }

  /** Stale results went, and with them the prefix that was sent before. */
  public void reanchoring(String provider) {
    count("compresh.reanchorings", "provider", provider).increment();
  }

  public void limiterRefused(String code) {
    count("compresh.limiter.refused", "code", code).increment();
  }

  /**
   * A request could not be paid for.
   *
   * @param reason {@code balance}, or whose cap was reached
   */
  public void moneyRefused(String reason) {
    count("compresh.money.refused", "reason", reason).increment();
  }

  /** A budget is nine tenths used. */
  public void budgetWarning(String scope) {
    count("compresh.budget.warnings", "scope", scope).increment();
  }

  public void keyRejected(String reason) {
    count("compresh.keys.rejected", "reason", reason).increment();
  }

  /** Compression failed and the original was forwarded. */
  public void compressionFault() {
    count("compresh.compression.given.up", "reason", "fault").increment();
  }

  /**
   * Planning reached its emergency exit, and what was left of the request was forwarded as it came.
   */
  public void compressionLate() {
    count("compresh.compression.given.up", "reason", "time limit").increment();
  }

  /** The configuration file was read again: {@code taken} or {@code refused}. */
  public void configRead(String result) {
    count("compresh.config.reads", "result", result).increment();
  }

  /** A value that is asked for when metrics are read. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** All of them, in Prometheus's text format. */
  public String text() {
    return registry.scrape();
  }

  private Counter count(String name, String... tags) {
    // The key's pieces come from fixed sets, so there are as many counters as there are labels.
    String key = tags.length == 2 ? name + ' ' + tags[1] : name + ' ' + tags[1] + ' ' + tags[3];
    Counter known = counters.get(key);
    return known != null ? known : make(key, k -> registry.counter(name, Tags.of(tags)));
  }

  private Counter make(String key, Function<String, Counter> making) {
    return counters.computeIfAbsent(key, making);
  }

  private Timer timer(String name, String endpoint, Duration[] buckets) {
    String key = name + ' ' + endpoint;
    Timer known = timers.get(key);
    return known != null
        ? known
        : timers.computeIfAbsent(
            key,
            k ->
                Timer.builder(name)
                    .tag("endpoint", endpoint)
                    .serviceLevelObjectives(buckets)
                    .register(registry));
  }
}
