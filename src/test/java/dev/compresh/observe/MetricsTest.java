package dev.compresh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Prometheus reads. */
class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void requests_byEndpointAndClassOfStatus() {
    metrics.request("/v1/messages", 200);
    metrics.request("/v1/messages", 204);
    metrics.request("/v1/messages", 0);
    assertThat(metrics.text())
        .contains("compresh_requests_total{endpoint=\"/v1/messages\",status=\"2xx\"} 2.0")
        .contains("compresh_requests_total{endpoint=\"/v1/messages\",status=\"left\"} 1.0");
  }

  @Test
  void tokens_beforeAndAfterAndByLayer() {
    metrics.prompt(1_000, 400, Map.of("tool_output", 250L, "chat_memory", 350L));
    assertThat(metrics.text())
        .contains("compresh_tokens_total{stage=\"original\"} 1000.0")
        .contains("compresh_tokens_total{stage=\"forwarded\"} 400.0")
        .contains("compresh_tokens_saved_total{layer=\"chat_memory\"} 350.0");
  }

  @Test
  void overhead_isAHistogramInSeconds() {
    metrics.timing("/v1/responses", 200_000, -1);
    assertThat(metrics.text())
        .contains("compresh_overhead_seconds_bucket{endpoint=\"/v1/responses\",le=\"2.5E-4\"} 1")
        .doesNotContain("compresh_first_byte");
  }

  @Test
  void providerErrors_andRefusals() {
    metrics.forwarded("/v1/messages", "anthropic", "complete", 529);
    metrics.limiterRefused("rpm_exceeded");
    metrics.keyRejected("expired");
    assertThat(metrics.text())
        .contains("compresh_provider_errors_total{provider=\"anthropic\",status=\"529\"} 1.0")
        .contains("compresh_limiter_refused_total{code=\"rpm_exceeded\"} 1.0")
        .contains("compresh_keys_rejected_total{reason=\"expired\"} 1.0");
  }

  @Test
  void gauge_isAskedWhenRead() {
    metrics.gauge(MetricDefinition.THREADS, () -> 7);
    assertThat(metrics.text()).contains("compresh_threads 7.0");
  }
}
