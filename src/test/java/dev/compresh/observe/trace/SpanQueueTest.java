package dev.compresh.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The way of spans to a collector. */
class SpanQueueTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static RecordedSpan span(int number) {
    return new RecordedSpan(
        "chat gpt-4o",
        SpanKind.CLIENT,
        TRACE,
        "%016x".formatted(number + 1),
        "b7ad6b7169203331",
        1_000_000_000L,
        2_000_000_000L,
        Attributes.builder().put("gen_ai.operation.name", "chat").build(),
        number == 0);
  }

  private static SpanQueue open(URI endpoint) {
    return SpanQueue.open(
        URI.create(endpoint + "/v1/traces"),
        Map.of("authorization", "Bearer t"),
        Map.of("service.name", "compresh"));
  }

  @Test
  void spans_arriveAsTheyAre() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        SpanQueue queue = open(receiver.endpoint())) {
      queue.record(span(0));
      EventualAssertion.is(() -> receiver.spans().size() == 1);
      Span span = Objects.requireNonNull(receiver.find("chat gpt-4o"));
      assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray())).isEqualTo(TRACE);
      assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
          .isEqualTo("b7ad6b7169203331");
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(1_000_000_000L);
      assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
      assertThat(OtlpReceiver.attributes(span)).containsEntry("gen_ai.operation.name", "chat");
      assertThat(receiver.text()).contains("service.name");
      assertThat(receiver.authorizations()).containsOnly("Bearer t");
      EventualAssertion.is(() -> queue.exported() == 1);
    }
  }

  @Test
  void whatIsLeft_isSentAtTheEnd() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      SpanQueue queue = open(receiver.endpoint());
      for (int i = 0; i < 1_000; i++) {
        queue.record(span(i));
      }
      queue.close();
      assertThat(receiver.spans()).hasSize(1_000);
    }
  }

  @Test
  void collectorThatRefuses_costsSpansAndNothingElse() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      receiver.answer(400);
      SpanQueue queue = open(receiver.endpoint());
      queue.record(span(0));
      EventualAssertion.is(() -> queue.dropped() == 1);
      receiver.answer(200);
      queue.record(span(1));
      EventualAssertion.is(() -> queue.exported() == 1);
      queue.close();
    }
  }

  @Test
  void fullQueue_dropsAndCounts() {
    // Nothing listens there: one batch is stuck on its way, the rest waits.
    SpanQueue queue = open(URI.create("http://127.0.0.1:1"));
    for (int i = 0; i < 20_000; i++) {
      queue.record(span(i));
    }
    assertThat(queue.dropped()).isPositive();
    queue.close();
  }
}
