package dev.compresh.observe;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the metrics to a collector over OTLP/HTTP at an interval. */
public final class OtlpMetrics implements AutoCloseable {
  private final OtlpMeterRegistry registry;

  private OtlpMetrics(OtlpMeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Starts it.
   *
   * @param address the collector's address for metrics, such as {@code http://host:4318/v1/metrics}
   * @param headers added to each call
   * @param resource what the metrics are of, by attribute
   */
  public static OtlpMetrics start(
      Metrics metrics,
      URI address,
      Map<String, String> headers,
      Map<String, String> resource,
      Duration interval) {
    OtlpMeterRegistry registry =
        new OtlpMeterRegistry(new PushSettings(address, headers, resource, interval), Clock.SYSTEM);
    metrics.add(registry);
    return new OtlpMetrics(registry);
  }

  /** The settings of the exporter; none comes from elsewhere. */
  private record PushSettings(
      URI address, Map<String, String> header, Map<String, String> resource, Duration interval)
      implements OtlpConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public String url() {
      return address.toString();
    }

    @Override
    public Duration step() {
      return interval;
    }

    @Override
    public Map<String, String> headers() {
      return header;
    }

    @Override
    public Map<String, String> resourceAttributes() {
      return resource;
    }
  }

  /** Sends what is left. */
  @Override
  public void close() {
    registry.close();
  }
}
