package dev.compresh.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configures what is sent to an OpenTelemetry collector.
 *
 * @param endpoint the collector's base address for OTLP over HTTP; null sends nothing
 * @param headers added to each call
 * @param traceSample percent of the traces that begin here to record
 * @param metricsInterval the time between two exports of metrics
 * @param propagates whether providers are sent {@code traceparent}
 */
public record TelemetryConfig(
    @Nullable URI endpoint,
    Map<String, Secret> headers,
    int traceSample,
    Duration metricsInterval,
    boolean propagates) {
  private static final int SAMPLE = 10;
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  public static final TelemetryConfig DEFAULT =
      new TelemetryConfig(null, Map.of(), SAMPLE, INTERVAL, false);

  public TelemetryConfig {
    headers = Map.copyOf(headers);
  }

  static TelemetryConfig read(ConfigSection configSection) {
    URI endpoint = address(configSection, configSection.text("otlp-endpoint"));
    Map<String, Secret> headers = new LinkedHashMap<>();
    configSection
        .pairs("otlp-headers")
        .forEach(
            (name, value) -> {
              headers.put(name, new Secret(value));
              if (!isHeader(name, value)) {
                configSection.fault(
                    "otlp-headers",
                    "has a name or a value that no header can have.",
                    "Write 'otlp-headers: {authorization: Bearer …}'.");
              }
            });
    int sample = configSection.percent("trace-sample", SAMPLE, 0, 100);
    Duration interval = configSection.duration("metrics-interval", INTERVAL);
    if (interval.compareTo(SHORTEST) < 0) {
      configSection.fault("metrics-interval", "is too short.", "Write 1s or more, such as 1m.");
    }
    boolean propagates = configSection.flag("propagate", false);
    configSection.finish();
    return new TelemetryConfig(endpoint, headers, sample, interval, propagates);
  }

  private static boolean isHeader(String name, String value) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c == '-' || (Character.isLetterOrDigit(c) && c < 128))
        && !value.isEmpty()
        && value.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static @Nullable URI address(ConfigSection configSection, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // reported below
    }
    configSection.fault(
        "otlp-endpoint", "is not an http(s) address.", "Write http://127.0.0.1:4318.");
    return null;
  }
}
