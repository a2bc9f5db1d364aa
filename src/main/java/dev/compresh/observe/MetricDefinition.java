package dev.compresh.observe;

import java.util.List;

/** All metrics of the program: name, type, labels and meaning, each declared once. */
public enum MetricDefinition {
  REQUESTS(
      "compresh.requests",
      MetricType.COUNTER,
      "requests that are over; status is 2xx to 5xx, or left where the client left first",
      "endpoint",
      "status"),
  PROVIDER_REQUESTS(
      "compresh.provider.requests",
      MetricType.COUNTER,
      "requests that went to a provider, by how they ended",
      "provider",
      "ending"),
  PROVIDER_ERRORS(
      "compresh.provider.errors",
      MetricType.COUNTER,
      "answers of providers with status 400 and above",
      "provider",
      "status"),
  PROVIDER_RETRIES(
      "compresh.provider.retries",
      MetricType.COUNTER,
      "attempts that failed before the first byte and were sent again, here or elsewhere",
      "provider",
      "reason"),
  PROVIDER_TOKENS(
      "compresh.provider.tokens",
      MetricType.COUNTER,
      "tokens as the provider counts them: input, cache_read, cache_write, output",
      "provider",
      "kind"),
  PROMPT_ORIGINAL_TOKENS(
      "compresh.prompt.original.tokens",
      MetricType.SUMMARY,
      "input tokens of a request before compression"),
  TOKENS(
      "compresh.tokens",
      MetricType.COUNTER,
      "prompt tokens before (original) and after (forwarded) compression",
      "stage"),
  TOKENS_SAVED(
      "compresh.tokens.saved", MetricType.COUNTER, "prompt tokens that each layer saved", "layer"),
  FILTERED_RESULTS(
      "compresh.filtered.results",
      MetricType.COUNTER,
      "tool results in forwarded prompts that each output filter made smaller",
      "filter"),
  SHADOW_TOKENS(
      "compresh.shadow.tokens",
      MetricType.COUNTER,
      "prompt tokens in mode shadow: original, and optimized as the mode would send them",
      "mode",
      "stage"),
  REGRETS(
      "compresh.regrets",
      MetricType.COUNTER,
      "signs that a layer removed something that was needed",
      "layer",
      "kind"),
  REGRETS_HELD_OUT(
      "compresh.regrets.held.out",
      MetricType.COUNTER,
      "the same signs in held-out sessions, where nothing is cut",
      "layer",
      "kind"),
  REGRET_CHANCES(
      "compresh.regret.chances",
      MetricType.COUNTER,
      "results and messages that a layer changed for the first time, or would change in held-out sessions",
      "layer",
      "group"),
  CLIENT_TOKENS(
      "compresh.client.tokens",
      MetricType.COUNTER,
      "tokens of prompts with tool results by client program: original, and saved of them",
      "client",
      "kind"),
  LAYERS_SUSPENDED(
      "compresh.layers.suspended",
      MetricType.COUNTER,
      "times that a layer was switched off in a session because it did more harm than good",
      "layer"),
  OVERHEAD(
      "compresh.overhead",
      MetricType.TIMER,
      "time that Compresh adds to a forwarded request",
      "endpoint"),
  FIRST_BYTE(
      "compresh.first.byte",
      MetricType.TIMER,
      "time from the request's reception to the provider's first byte",
      "endpoint"),
  REQUEST_DURATION(
      "compresh.request.duration",
      MetricType.TIMER,
      "time from a request's reception to the end of its answer",
      "endpoint"),
  ATTEMPT_DURATION(
      "compresh.provider.attempt.duration",
      MetricType.TIMER,
      "time from sending an attempt to a provider to the end of its answer or failure",
      "provider"),
  USAGE_ESTIMATED(
      "compresh.usage.estimated",
      MetricType.COUNTER,
      "figures of a provider's usage that were missing or impossible and were estimated",
      "provider",
      "figure"),
  NET_SAVING_TOKENS(
      "compresh.net.saving.tokens",
      MetricType.COUNTER,
      "input saved net of the provider's cache, in fresh input tokens; losses have sign negative",
      "sign"),
  NET_SAVING_USD(
      "compresh.net.saving.usd",
      MetricType.COUNTER,
      "input saved net of the provider's cache, in USD; losses have sign negative",
      "sign"),
  THINKING_REWRITES(
      "compresh.thinking.rewrites",
      MetricType.COUNTER,
      "requests from which thinking blocks were removed on purpose",
      "kind"),
  THINKING_REMOVED_BLOCKS(
      "compresh.thinking.removed.blocks",
      MetricType.COUNTER,
      "thinking blocks that were removed on purpose",
      "kind"),
  THINKING_REFUSED(
      "compresh.thinking.refused",
      MetricType.COUNTER,
      "requests that a provider refused because thinking is bound to another conversation",
      "provider"),
  THINKING_DROPPED_BLOCKS(
      "compresh.thinking.dropped.blocks",
      MetricType.COUNTER,
      "thinking blocks that a provider reported as not read by the model",
      "reason"),
  CACHE_BUSTS(
      "compresh.cache.busts",
      MetricType.COUNTER,
      "requests whose forwarded prefix was shorter than the one sent before",
      "provider"),
  EVICTIONS(
      "compresh.evictions",
      MetricType.COUNTER,
      "cache-aware evictions: stale results removed together with the cached prefix behind them",
      "provider"),
  LIMITER_REFUSED(
      "compresh.limiter.refused", MetricType.COUNTER, "requests refused by a rate limit", "code"),
  MONEY_REFUSED(
      "compresh.money.refused",
      MetricType.COUNTER,
      "requests that could not be paid for: balance, or the scope of the cap that was reached",
      "reason"),
  UNPRICED_REQUESTS(
      "compresh.unpriced.requests",
      MetricType.COUNTER,
      "requests served by a model without a price",
      "provider"),
  CATALOGUE_REFRESHES(
      "compresh.catalogue.refreshes",
      MetricType.COUNTER,
      "scheduled refreshes of the catalogue: ok or failed",
      "result"),
  BUDGET_WARNINGS(
      "compresh.budget.warnings",
      MetricType.COUNTER,
      "spend caps that reached nine tenths",
      "scope"),
  ALERTS_RAISED("compresh.alerts.raised", MetricType.COUNTER, "alerts raised", "kind"),
  ALERT_DELIVERIES(
      "compresh.alert.deliveries",
      MetricType.COUNTER,
      "attempts to deliver an alert: sent, retried or failed",
      "channel",
      "result"),
  KEYS_REJECTED(
      "compresh.keys.rejected", MetricType.COUNTER, "requests whose API key was refused", "reason"),
  COMPRESSION_GIVEN_UP(
      "compresh.compression.given.up",
      MetricType.COUNTER,
      "requests forwarded as they came, in whole or in part: fault, or time limit",
      "reason"),
  CONFIG_READS(
      "compresh.config.reads",
      MetricType.COUNTER,
      "times that the configuration file was read again: taken or refused",
      "result"),
  LIMITS_SHARED(
      "compresh.limits.shared",
      MetricType.GAUGE,
      "1 while limits are counted over all instances, 0 while each admits its part of them"),
  LIMITS_LOCAL(
      "compresh.limits.local",
      MetricType.GAUGE,
      "decisions about limits that an instance made alone, because Redis or the database was away"),
  LIMIT_INSTANCES("compresh.limits.instances", MetricType.GAUGE, "instances that share the limits"),
  USAGE_LOST("compresh.usage.lost", MetricType.GAUGE, "usage events that were lost"),
  USAGE_STORING(
      "compresh.usage.storing",
      MetricType.GAUGE,
      "1 while usage events are written to the store, 0 while they wait in a file or in memory"),
  SENT_FAILURES(
      "compresh.sent.failures",
      MetricType.GAUGE,
      "entries of the sent-messages ledger whose first write or read failed"),
  HELD_LOST(
      "compresh.held.lost", MetricType.GAUGE, "provider objects whose owner could not be recorded"),
  SENT_REFUSED(
      "compresh.sent.refused",
      MetricType.GAUGE,
      "entries of the sent-messages ledger dropped by a limit"),
  COMPRESSION_LAYERS_DROPPED(
      "compresh.compression.layers.dropped",
      MetricType.GAUGE,
      "compression layers that failed and were skipped for their conversation"),
  BACKGROUND_SKIPPED(
      "compresh.background.skipped",
      MetricType.GAUGE,
      "requests skipped by shadow and regret analysis because its queue was full"),
  SHADOW_LOST("compresh.shadow.lost", MetricType.GAUGE, "shadow results that could not be stored"),
  REGRET_LOST("compresh.regret.lost", MetricType.GAUGE, "regrets that could not be stored"),
  SUSPENDED_SESSIONS(
      "compresh.suspended.sessions",
      MetricType.GAUGE,
      "sessions in which a layer is suspended for new messages"),
  RESERVATIONS_HELD(
      "compresh.reservations.held",
      MetricType.GAUGE,
      "requests in progress that have reserved money"),
  RESERVATIONS_HELD_USD(
      "compresh.reservations.held.usd", MetricType.GAUGE, "USD reserved by requests in progress"),
  SPANS_EXPORTED(
      "compresh.trace.spans.exported", MetricType.GAUGE, "spans that the OTLP collector accepted"),
  SPANS_DROPPED(
      "compresh.trace.spans.dropped",
      MetricType.GAUGE,
      "spans dropped because the queue was full or the OTLP collector failed"),
  ACCESS_LOG_DROPPED(
      "compresh.access.log.dropped",
      MetricType.GAUGE,
      "access log lines dropped because the output was too slow"),
  CONFIG_FAULTS(
      "compresh.config.faults",
      MetricType.GAUGE,
      "errors in the current configuration file; the previous configuration is in use"),
  BODY_MEMORY("compresh.body.memory", MetricType.GAUGE, "bytes used by request bodies in progress"),
  BODY_MEMORY_LIMIT(
      "compresh.body.memory.limit", MetricType.GAUGE, "limit of bytes used by request bodies"),
  BODY_MEMORY_REFUSED(
      "compresh.body.memory.refused",
      MetricType.GAUGE,
      "requests refused because the memory for bodies was used up"),
  CONNECTIONS_LIMIT("compresh.connections.limit", MetricType.GAUGE, "limit of client connections"),
  CONNECTIONS_REFUSED(
      "compresh.connections.refused", MetricType.GAUGE, "client connections refused by the limit"),
  DESCRIPTORS_OPEN("compresh.descriptors.open", MetricType.GAUGE, "open file descriptors"),
  HEAP_USED("compresh.heap.used", MetricType.GAUGE, "bytes of the heap in use, including garbage"),
  HEAP_COMMITTED(
      "compresh.heap.committed", MetricType.GAUGE, "bytes of the heap committed by the system"),
  HEAP_LIMIT("compresh.heap.limit", MetricType.GAUGE, "limit of heap bytes"),
  MEMORY_RESIDENT(
      "compresh.memory.resident",
      MetricType.GAUGE,
      "resident memory of the process in bytes, -1 if unknown"),
  MEMORY_RESTARTS(
      "compresh.memory.restarts", MetricType.GAUGE, "restarts after running out of memory"),
  THREADS("compresh.threads", MetricType.GAUGE, "platform threads");

  private final String meter;
  private final MetricType metricType;
  private final String meaning;

  // made by List.of
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> labels;

  MetricDefinition(String meter, MetricType metricType, String meaning, String... labels) {
    this.meter = meter;
    this.metricType = metricType;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** The name in the registry, with dots. */
  public String meter() {
    return meter;
  }

  /** The name that Prometheus reads. */
  public String exposedName() {
    return meter.replace('.', '_') + metricType.suffix();
  }

  public MetricType type() {
    return metricType;
  }

  public String meaning() {
    return meaning;
  }

  /** The names of its labels, in the order in which their values are given. */
  public List<String> labels() {
    return labels;
  }
}
