package dev.compresh.app;

import dev.compresh.config.TelemetryConfig;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.observe.OtlpMetrics;
import dev.compresh.observe.trace.SpanQueue;
import dev.compresh.observe.trace.SpanSink;
import dev.compresh.observe.trace.TraceSampler;
import dev.compresh.proxy.RequestTracing;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wires what goes to an OpenTelemetry collector; without one, nothing leaves. */
final class TelemetryServices implements AutoCloseable {
  private final RequestTracing requestTracing;
  private final @Nullable SpanQueue spans;
  private final @Nullable OtlpMetrics exported;

  TelemetryServices(TelemetryConfig config, Metrics metrics) {
    URI endpoint = config.endpoint();
    Map<String, String> headers =
        config.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().reveal()));
    Map<String, String> resource =
        Map.of(
            "service.name", "compresh",
            "service.version", ProgramVersion.current(),
            "service.instance.id", UUID.randomUUID().toString());
    boolean isTracing = endpoint != null && config.traceSample() > 0;
    this.spans =
        isTracing ? SpanQueue.open(URI.create(endpoint + "/v1/traces"), headers, resource) : null;
    this.exported =
        endpoint == null
            ? null
            : OtlpMetrics.start(
                metrics,
                URI.create(endpoint + "/v1/metrics"),
                headers,
                resource,
                config.metricsInterval());
    SpanQueue queue = spans;
    metrics.gauge(MetricDefinition.SPANS_EXPORTED, () -> queue == null ? 0 : queue.exported());
    metrics.gauge(MetricDefinition.SPANS_DROPPED, () -> queue == null ? 0 : queue.dropped());
    this.requestTracing =
        new RequestTracing(
            new TraceSampler(isTracing ? config.traceSample() : 0),
            queue == null ? SpanSink.NONE : queue,
            isTracing && config.propagates(),
            metrics);
  }

  RequestTracing tracing() {
    return requestTracing;
  }

  @Override
  public void close() {
    if (spans != null) {
      spans.close();
    }
    if (exported != null) {
      exported.close();
    }
  }
}
