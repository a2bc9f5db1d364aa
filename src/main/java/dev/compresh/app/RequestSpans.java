package dev.compresh.app;

import dev.compresh.gateway.AccessRecord;
import dev.compresh.observe.trace.RecordedSpan;
import dev.compresh.observe.trace.TraceIdentity;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.RequestTracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;

/** Records a span for each request of the API, whoever answered it. */
final class RequestSpans {
  private static final int FIRST_FAULT = 500;

  private final RequestTracing tracing;

  RequestSpans(RequestTracing tracing) {
    this.tracing = tracing;
  }

  /** Returns the id of the request's trace; empty where its head could not be read. */
  String record(AccessRecord accessRecord, String endpoint) {
    RequestHead head = accessRecord.head();
    if (head == null) {
      return "";
    }
    TraceIdentity identity = tracing.identify(head);
    if (identity.isSampled() && endpoint.startsWith("/v1/")) {
      tracing.sink().record(span(accessRecord, head, endpoint, identity));
    }
    return identity.traceId();
  }

  private static RecordedSpan span(
      AccessRecord accessRecord, RequestHead head, String endpoint, TraceIdentity identity) {
    boolean isComplete = accessRecord.ending() == AnswerDelivery.DeliveryEnding.COMPLETE;
    boolean hasFailed = !isComplete || accessRecord.status() >= FIRST_FAULT;
    String method = head.method().length() <= 7 ? head.method() : "_OTHER";
    AttributesBuilder attributes =
        Attributes.builder()
            .put("http.request.method", method)
            .put("http.route", endpoint)
            .put("url.path", endpoint)
            .put("url.scheme", "http")
            .put("compresh.request_id", head.id());
    if (accessRecord.status() > 0) {
      attributes.put("http.response.status_code", accessRecord.status());
    }
    if (accessRecord.overheadNanos() >= 0) {
      attributes.put("compresh.overhead_us", accessRecord.overheadNanos() / 1_000);
    }
    if (hasFailed) {
      attributes.put(
          "error.type",
          isComplete
              ? Integer.toString(accessRecord.status())
              : accessRecord.ending().name().toLowerCase(Locale.ROOT));
    }
    long end = RecordedSpan.epochNanos(head.received() + accessRecord.totalNanos());
    return new RecordedSpan(
        method + " " + endpoint,
        SpanKind.SERVER,
        identity.traceId(),
        identity.spanId(),
        identity.parent(),
        end - accessRecord.totalNanos(),
        end,
        attributes.build(),
        hasFailed);
  }
}
