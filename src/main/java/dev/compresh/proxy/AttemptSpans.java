package dev.compresh.proxy;

import dev.compresh.dialect.Usage;
import dev.compresh.observe.trace.RecordedSpan;
import dev.compresh.observe.trace.TraceIdentity;
import dev.compresh.provider.Candidate;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of a request's plan and attempts. Their names are those of OpenTelemetry's
 * conventions for generative AI; nothing that was written or answered is in them.
 */
final class AttemptSpans {
  private static final double NANOS = 1e9;

  private final RequestTracing tracing;
  private final String requestId;
  private final String session;
  private final List<Candidate> candidates;
  private final ApiEndpoint endpoint;
  private final boolean isStreamed;
  final TraceIdentity identity;

  /** An attempt that is over. */
  record FinishedAttempt(
      int number, ProviderAttempt attempt, long begunNanos, long endedNanos, String error) {}

  AttemptSpans(RequestTracing tracing, RequestContext context) {
    RoutingDecision routingDecision = context.routing();
    this.tracing = tracing;
    this.requestId = context.head().id();
    this.session = routingDecision.session();
    this.candidates = routingDecision.candidates();
    this.endpoint = routingDecision.endpoint();
    this.isStreamed = ForwardStage.streamed(routingDecision, context.prompt());
    this.identity = tracing.identify(context.head());
    if (identity.isSampled()) {
      plan(context);
    }
  }

  boolean isPropagated() {
    return tracing.propagates();
  }

  String spanId(int number) {
    return tracing.sampler().childSpan(requestId, number);
  }

  private void plan(RequestContext context) {
    CompressedPrompt compressed = context.compressed();
    RequestContext.PlanTime time = context.planTime();
    long end = RecordedSpan.epochNanos(time.endNanos());
    tracing
        .sink()
        .record(
            new RecordedSpan(
                "plan",
                SpanKind.INTERNAL,
                identity.traceId(),
                spanId(0),
                identity.spanId(),
                end - (time.endNanos() - time.beginNanos()),
                end,
                Attributes.builder()
                    .put("compresh.mode", context.routing().mode().label())
                    .put("compresh.original_tokens", compressed.original())
                    .put("compresh.optimized_tokens", compressed.forwarded())
                    .build(),
                false));
  }

  /**
   * Records an attempt.
   *
   * @param delivery what came of the answer; null where the attempt was followed by another one
   */
  void record(FinishedAttempt finished, @Nullable AnswerDelivery delivery) {
    ProviderAttempt attempt = finished.attempt;
    long nanos = finished.endedNanos - finished.begunNanos;
    tracing.metrics().attempt(attempt.target().provider(), nanos);
    if (!identity.isSampled()) {
      return;
    }
    Candidate candidate = candidates.get(attempt.candidate());
    String model = RecordedSpan.bounded(candidate.model());
    AttributesBuilder attributes =
        Attributes.builder()
            .put("gen_ai.operation.name", operation())
            .put("gen_ai.provider.name", candidate.provider().kind().name())
            .put("gen_ai.request.model", model)
            .put("gen_ai.conversation.id", RecordedSpan.bounded(session))
            .put("server.address", attempt.target().host())
            .put("server.port", attempt.target().port())
            .put("compresh.provider", attempt.target().provider())
            .put("http.request.resend_count", finished.number - 1);
    if (isStreamed) {
      attributes.put("gen_ai.request.stream", true);
    }
    if (!finished.error.isEmpty()) {
      attributes.put("error.type", finished.error);
    }
    if (delivery != null) {
      answered(attributes, delivery, finished);
    }
    long end = RecordedSpan.epochNanos(finished.endedNanos);
    tracing
        .sink()
        .record(
            new RecordedSpan(
                operation() + " " + model,
                SpanKind.CLIENT,
                identity.traceId(),
                spanId(finished.number),
                identity.spanId(),
                end - nanos,
                end,
                attributes.build(),
                !finished.error.isEmpty()));
  }

  private void answered(
      AttributesBuilder attributes, AnswerDelivery delivery, FinishedAttempt finished) {
    Usage usage = delivery.usage();
    if (usage != null) {
      attributes
          .put("gen_ai.usage.input_tokens", usage.prompt())
          .put("gen_ai.usage.output_tokens", usage.output())
          .put("gen_ai.usage.cache_read.input_tokens", usage.cacheRead())
          .put("gen_ai.usage.cache_creation.input_tokens", usage.cacheWrites());
      if (usage.reasoning() > 0) {
        attributes.put("gen_ai.usage.reasoning.output_tokens", usage.reasoning());
      }
    }
    if (isStreamed && delivery.firstByteNanos() >= 0) {
      long received = finished.endedNanos - delivery.totalNanos();
      double seconds = (received + delivery.firstByteNanos() - finished.begunNanos) / NANOS;
      attributes.put("gen_ai.response.time_to_first_chunk", Math.max(0, seconds));
    }
  }

  private String operation() {
    return switch (endpoint) {
      case CHAT, MESSAGES, RESPONSES -> "chat";
      case EMBEDDINGS -> "embeddings";
      case COUNT_TOKENS -> "count_tokens";
      case TRANSCRIPTIONS -> "transcription";
      case SPEECH -> "speech";
      default -> "other";
    };
  }
}
