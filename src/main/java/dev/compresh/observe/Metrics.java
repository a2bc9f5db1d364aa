package dev.compresh.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The program's metrics, for Prometheus. Labels are endpoints, providers, layers and kinds of
 * errors, of which there are few, and client programs, of which few are kept; never models, keys or
 * sessions as clients write them. Thread-safe and cheap: meters are looked up once.
 */
public final class Metrics {
  private static final Duration[] OVERHEAD = millis(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 250);
  private static final Duration[] DURATION =
      millis(50, 100, 250, 500, 1e3, 2.5e3, 5e3, 1e4, 3e4, 6e4, 12e4, 3e5, 6e5);
  private static final Duration[] FIRST_BYTE = millis(50, 100, 250, 500, 1e3, 2.5e3, 5e3, 1e4, 6e4);

  /** Series of one metric: labels name few things, and configuration must not change that. */
  private static final int MOST_SERIES = 1_000;

  private static final String OTHER = "other";

  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final ClientSavings clients = new ClientSavings();
  private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<MetricDefinition, AtomicInteger> series = new EnumMap<>(MetricDefinition.class);
  private final DistributionSummary promptTokens;

  public Metrics() {
    registry.add(prometheus);
    for (MetricDefinition definition : MetricDefinition.values()) {
      series.put(definition, new AtomicInteger());
    }
    this.promptTokens =
        DistributionSummary.builder(MetricDefinition.PROMPT_ORIGINAL_TOKENS.meter())
            .description(MetricDefinition.PROMPT_ORIGINAL_TOKENS.meaning())
            .serviceLevelObjectives(1e3, 4e3, 16e3, 64e3, 256e3, 1e6)
            .register(registry);
  }

  /** Sends all metrics to {@code other} as well, those that are there already included. */
  void add(MeterRegistry other) {
    registry.add(other);
  }

  private static Duration[] millis(double... values) {
    return Arrays.stream(values)
        .mapToObj(v -> Duration.ofNanos((long) (v * 1e6)))
        .toArray(Duration[]::new);
  }

  /** A request is over. */
  public void request(String endpoint, int status) {
    String group = status == 0 ? "left" : status / 100 + "xx";
    count(MetricDefinition.REQUESTS, endpoint, group).increment();
  }

  /** A request that went to a provider is over. */
  public void forwarded(String endpoint, String provider, String ending, int status) {
    count(MetricDefinition.PROVIDER_REQUESTS, provider, ending).increment();
    if (status >= 400) {
      count(MetricDefinition.PROVIDER_ERRORS, provider, Integer.toString(status)).increment();
    }
  }

  /** A provider failed before its first byte, and the request was sent again or elsewhere. */
  public void retried(String provider, String reason) {
    count(MetricDefinition.PROVIDER_RETRIES, provider, reason).increment();
  }

  /** Tokens of a prompt before and after compression. */
  public void prompt(long original, long forwarded, Map<String, Long> savedByLayer) {
    promptTokens.record((double) original);
    count(MetricDefinition.TOKENS, "original").increment((double) original);
    count(MetricDefinition.TOKENS, "forwarded").increment((double) forwarded);
    savedByLayer.forEach(
        (layer, saved) -> count(MetricDefinition.TOKENS_SAVED, layer).increment((double) saved));
  }

  /** A prompt with results of tools, by the client program that sent it. */
  public void toolPrompt(String client, long original, long saved) {
    String name = clients.add(client, original, saved);
    count(MetricDefinition.CLIENT_TOKENS, name, "original").increment((double) original);
    count(MetricDefinition.CLIENT_TOKENS, name, "saved").increment((double) Math.max(0, saved));
  }

  /** Returns what is saved by client program. */
  public ClientSavings clients() {
    return clients;
  }

  /** Tokens of a prompt in mode shadow, as it was and as {@code mode} would have sent it. */
  public void shadow(String mode, long original, long optimized) {
    count(MetricDefinition.SHADOW_TOKENS, mode, "original").increment((double) original);
    count(MetricDefinition.SHADOW_TOKENS, mode, "optimized").increment((double) optimized);
  }

  /**
   * A sign that something was missing.
   *
   * @param heldOut whether nothing is cut in the session, for comparison
   */
  public void regret(String layer, String kind, boolean heldOut) {
    MetricDefinition definition =
        heldOut ? MetricDefinition.REGRETS_HELD_OUT : MetricDefinition.REGRETS;
    count(definition, layer, kind).increment();
  }

  /** Results and messages that a layer changed for the first time, or would have. */
  public void regretChances(String layer, boolean heldOut, int count) {
    count(MetricDefinition.REGRET_CHANCES, layer, heldOut ? "held_out" : "compressed")
        .increment(count);
  }

  /** A forwarded prompt holds a result that the output filter {@code name} made smaller. */
  public void outputFilter(String name) {
    count(MetricDefinition.FILTERED_RESULTS, name).increment();
  }

  /** A layer was found to do more harm than good in a session. */
  public void layerSuspended(String layer) {
    count(MetricDefinition.LAYERS_SUSPENDED, layer).increment();
  }

  /**
   * Times of a forwarded request.
   *
   * @param overheadNanos added by the proxy itself
   * @param firstByteNanos from the request's reception to the provider's first byte, -1 for none
   */
  public void timing(String endpoint, long overheadNanos, long firstByteNanos) {
    timer(MetricDefinition.OVERHEAD, endpoint, OVERHEAD)
        .record(overheadNanos, TimeUnit.NANOSECONDS);
    if (firstByteNanos >= 0) {
      timer(MetricDefinition.FIRST_BYTE, endpoint, FIRST_BYTE)
          .record(firstByteNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** A request is over; its answer took so long. */
  public void duration(String endpoint, long nanos) {
    timer(MetricDefinition.REQUEST_DURATION, endpoint, DURATION)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** An attempt at a provider is over. */
  public void attempt(String provider, long nanos) {
    timer(MetricDefinition.ATTEMPT_DURATION, provider, DURATION)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** An alert was raised. */
  public void alertRaised(String kind) {
    count(MetricDefinition.ALERTS_RAISED, kind).increment();
  }

  /** The delivery of an alert was tried: {@code sent}, {@code retried} or {@code failed}. */
  public void alertDelivery(String channel, String result) {
    count(MetricDefinition.ALERT_DELIVERIES, channel, result).increment();
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
    count(MetricDefinition.USAGE_ESTIMATED, provider, figure).increment();
  }

  private void tokens(String provider, String kind, long amount) {
    if (amount > 0) {
      count(MetricDefinition.PROVIDER_TOKENS, provider, kind).increment((double) amount);
    }
  }

  /**
   * Counts what a request's input cost less than uncompressed, or more where below zero.
   *
   * @param units in hundredths of a fresh input token
   * @param micros in micro-USD, 0 where no price is known
   */
  public void saving(long units, long micros) {
    signed(MetricDefinition.NET_SAVING_TOKENS, units / 100.0);
    signed(MetricDefinition.NET_SAVING_USD, micros / 1e6);
  }

  /** Counters only rise: what was lost has one of its own. */
  private void signed(MetricDefinition definition, double amount) {
    if (amount != 0) {
      count(definition, amount > 0 ? "positive" : "negative").increment(Math.abs(amount));
    }
  }

  /**
   * Thinking blocks were left out.
   *
   * @param rewrite whether that was decided for this request, and not for an earlier one
   */
  public void reasoningRemoved(boolean rewrite, int blocks) {
    if (rewrite) {
      count(MetricDefinition.THINKING_REWRITES, "deliberate").increment();
      count(MetricDefinition.THINKING_REMOVED_BLOCKS, "deliberate").increment(blocks);
    }
  }

  /** A provider refused thinking that is bound to another conversation. */
  public void thinkingRefused(String provider) {
    count(MetricDefinition.THINKING_REFUSED, provider).increment();
  }

  /**
   * A provider reported thinking blocks that it did not let the model read.
   *
   * @param reason one of few, as the provider names it
   */
  public void thinkingDropped(String reason, int blocks) {
    count(MetricDefinition.THINKING_DROPPED_BLOCKS, reason).increment(blocks);
  }

  /** A forwarded prefix was shorter than the one sent before it. */
  public void bust(String provider) {
    count(MetricDefinition.CACHE_BUSTS, provider).increment();
  }

  /** Stale results went, and with them the prefix that was sent before. */
  public void eviction(String provider) {
    count(MetricDefinition.EVICTIONS, provider).increment();
  }

  public void limiterRefused(String code) {
    count(MetricDefinition.LIMITER_REFUSED, code).increment();
  }

  /**
   * A request could not be paid for.
   *
   * @param reason {@code balance}, or whose cap was reached
   */
  public void moneyRefused(String reason) {
    count(MetricDefinition.MONEY_REFUSED, reason).increment();
  }

  /** A request was served by a model whose price is not known. */
  public void unpriced(String provider) {
    count(MetricDefinition.UNPRICED_REQUESTS, provider).increment();
  }

  /** A scheduled refresh of the catalogue went so: {@code ok} or {@code failed}. */
  public void catalogueRefreshed(String result) {
    count(MetricDefinition.CATALOGUE_REFRESHES, result).increment();
  }

  /** A budget is nine tenths used. */
  public void budgetWarning(String scope) {
    count(MetricDefinition.BUDGET_WARNINGS, scope).increment();
  }

  public void keyRejected(String reason) {
    count(MetricDefinition.KEYS_REJECTED, reason).increment();
  }

  /** Compression failed and the original was forwarded. */
  public void compressionFault() {
    count(MetricDefinition.COMPRESSION_GIVEN_UP, "fault").increment();
  }

  /**
   * Planning reached its emergency exit, and what was left of the request was forwarded as it came.
   */
  public void compressionLate() {
    count(MetricDefinition.COMPRESSION_GIVEN_UP, "time limit").increment();
  }

  /** The configuration file was read again: {@code taken} or {@code refused}. */
  public void configRead(String result) {
    count(MetricDefinition.CONFIG_READS, result).increment();
  }

  /** A value that is asked for when metrics are read. */
  public void gauge(MetricDefinition definition, Supplier<Number> value) {
    Gauge.builder(definition.meter(), value).description(definition.meaning()).register(registry);
  }

  /** All of them, in Prometheus's text format. */
  public String text() {
    return prometheus.scrape();
  }

  private Counter count(MetricDefinition definition, String... values) {
    String key = definition.name() + ' ' + String.join(" ", values);
    Counter known = counters.get(key);
    return known != null ? known : counters.computeIfAbsent(key, _ -> counter(definition, values));
  }

  private Counter counter(MetricDefinition definition, String... values) {
    return Counter.builder(definition.meter())
        .description(definition.meaning())
        .tags(tags(definition, bounded(definition, values)))
        .register(registry);
  }

  /** Returns the values, or {@code other} for each where the metric has too many series. */
  private String[] bounded(MetricDefinition definition, String... values) {
    AtomicInteger known = Objects.requireNonNull(series.get(definition));
    if (known.incrementAndGet() <= MOST_SERIES) {
      return values;
    }
    String[] others = new String[values.length];
    Arrays.fill(others, OTHER);
    return others;
  }

  private static Tags tags(MetricDefinition definition, String... values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(definition.labels().get(i), values[i]);
    }
    return tags;
  }

  private Timer timer(MetricDefinition definition, String value, Duration[] buckets) {
    String key = definition.name() + ' ' + value;
    Timer known = timers.get(key);
    return known != null
        ? known
        : timers.computeIfAbsent(
            key,
            _ ->
                Timer.builder(definition.meter())
                    .description(definition.meaning())
                    .tags(tags(definition, bounded(definition, value)))
                    .serviceLevelObjectives(buckets)
                    .register(registry));
  }
}
