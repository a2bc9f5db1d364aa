package dev.compresh.proxy;

import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.dialect.BlockBinding;
import dev.compresh.dialect.ModelName;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.ThinkingBinding;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.BodySplicer;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.OutgoingHeaders;
import dev.compresh.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the provider's request: body, path, headers, and the headers of the client's answer. */
final class ForwardStage implements Stage {
  private final FallbackAttempts.FallbackParts fallbackParts;
  private final RequestTracing tracing;

  ForwardStage(FallbackAttempts.FallbackParts fallbackParts, RequestTracing tracing) {
    this.fallbackParts = fallbackParts;
    this.tracing = tracing;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    RoutingDecision routingDecision = context.routing();
    AttemptSequence attemptSequence =
        new FallbackAttempts(
            routingDecision.candidates(),
            place -> attempt(context, place, thoughts(context, place)),
            fallbackParts);
    SentRecord record = context.compressed().record();
    if (record != null) {
      attemptSequence =
          new BoundThinkingAttempts(
              attemptSequence,
              routingDecision,
              record.write(),
              context.binding().isRefusable()
                      && !context.binding().drops()
                      && BlockBinding.isDroppable(context.prompt())
                  ? place -> attempt(context, place, ThinkingTreatment.DROPPED)
                  : null,
              fallbackParts.metrics());
    } else if (!routingDecision.hasOneProvider() && ReasoningItems.isIn(context.prompt())) {
      attemptSequence =
          new ForeignReasoningAttempts(
              attemptSequence,
              place -> attempt(context, place, ThinkingTreatment.LEFT_OUT),
              fallbackParts.metrics());
    }
    if (usage(routingDecision, routingDecision.provider(), context.prompt()).isPresent()) {
      RoutingDecision silent = withoutStreamUsage(routingDecision);
      attemptSequence =
          new StreamOptionsAttempts(
              attemptSequence,
              place -> attempt(context, silent, place, thoughts(context, place), false),
              place ->
                  fallbackParts
                      .health()
                      .streamUsage()
                      .refused(routingDecision.candidates().get(place).provider()),
              fallbackParts.metrics());
    }
    context.setAttempts(tracing.follow(context, attemptSequence));
    return StageResult.next(context);
  }

  private static RoutingDecision withoutStreamUsage(RoutingDecision routingDecision) {
    return routingDecision.ordered(
        routingDecision.candidates().stream()
            .map(
                c ->
                    new Candidate(
                        c.provider().withoutStreamUsage(), c.model(), c.order(), c.weight()))
            .toList());
  }

  /** The treatment of earlier thinking in a request. */
  private enum ThinkingTreatment {
    /** It goes out as planned. */
    SENT,
    /** The provider is asked to drop what it would refuse. */
    DROPPED,
    /** It does not go out. */
    LEFT_OUT
  }

  /**
   * Returns what becomes of it where nothing was refused yet. Another provider than the first gets
   * none: it belongs to the account. Older models don't take the field that drops it.
   */
  private static ThinkingTreatment thoughts(RequestContext context, int place) {
    RoutingDecision routingDecision = context.routing();
    Candidate candidate = routingDecision.candidates().get(place);
    if (!candidate.provider().name().equals(routingDecision.provider().name())) {
      return ThinkingTreatment.LEFT_OUT;
    }
    return context.binding().drops() && ThinkingBinding.appliesTo(candidate.model())
        ? ThinkingTreatment.DROPPED
        : ThinkingTreatment.SENT;
  }

  /** Returns what the provider needs changed in the body whatever compression does. */
  static List<BodyEdit> edits(RoutingDecision routingDecision, Candidate candidate, Prompt prompt) {
    List<BodyEdit> edits = new ArrayList<>(2);
    ModelName.rewrite(prompt, candidate.model()).ifPresent(edits::add);
    edits.addAll(routingDecision.edits());
    usage(routingDecision, candidate.provider(), prompt).ifPresent(edits::add);
    return edits;
  }

  /** The request for the candidate at {@code place}: model, path and credentials are its own. */
  private static ProviderAttempt attempt(
      RequestContext context, int place, ThinkingTreatment thinkingTreatment) {
    return attempt(context, context.routing(), place, thinkingTreatment, true);
  }

  /**
   * As above.
   *
   * @param isPlanned whether it is the request that was planned; else the body is made again
   */
  private static ProviderAttempt attempt(
      RequestContext context,
      RoutingDecision routingDecision,
      int place,
      ThinkingTreatment thinkingTreatment,
      boolean isPlanned) {
    RequestHead head = context.head();
    Candidate candidate = routingDecision.candidates().get(place);
    Provider provider = candidate.provider();
    Prompt prompt = context.prompt();
    byte[] plain = plain(context, routingDecision, place, thinkingTreatment, isPlanned);
    boolean usage = usage(routingDecision, provider, prompt).isPresent();
    boolean decoded = context.plain().coded() && plain != null;
    return new ProviderAttempt(
        place,
        ProviderTarget.of(provider),
        head.method(),
        ProviderPath.build(head, provider, routingDecision.api(), candidate.model()),
        thinkingTreatment == ThinkingTreatment.DROPPED
            ? BetaHeader.addBeta(
                OutgoingHeaders.build(
                    provider, routingDecision.api(), head.headers(), decoded, usage),
                BlockBinding.BETA)
            : OutgoingHeaders.build(
                provider, routingDecision.api(), head.headers(), decoded, usage),
        plain == null ? context.sent() : plain,
        null,
        usage && !routingDecision.alwaysUsage(),
        limits(provider.timeLimits()));
  }

  /** The changed body; null where the client's own goes out. */
  private static byte @Nullable [] plain(
      RequestContext context,
      RoutingDecision routingDecision,
      int place,
      ThinkingTreatment thinkingTreatment,
      boolean isPlanned) {
    CompressedPrompt compressedPrompt = context.compressed();
    Prompt prompt = context.prompt();
    if (place == 0 && thinkingTreatment == ThinkingTreatment.SENT && isPlanned) {
      return compressedPrompt.changed() ? compressedPrompt.body() : null;
    }
    Candidate candidate = routingDecision.candidates().get(place);
    List<BodyEdit> edits = new ArrayList<>(compressedPrompt.cuts());
    edits.addAll(edits(routingDecision, candidate, prompt));
    edits.addAll(compressedPrompt.marks().edits(candidate, routingDecision.endpoint()));
    if (compressedPrompt.record() != null) {
      edits.addAll(compressedPrompt.record().reasoning(candidate.provider().name()));
    }
    if (thinkingTreatment == ThinkingTreatment.DROPPED) {
      BlockBinding.drop(prompt).ifPresent(edits::add);
    } else if (thinkingTreatment == ThinkingTreatment.LEFT_OUT) {
      edits.addAll(ReasoningItems.removal(prompt, edits));
    }
    return edits.isEmpty() ? null : BodySplicer.apply(prompt.body(), edits);
  }

  static boolean streamed(RoutingDecision routingDecision, Prompt prompt) {
    return (routingDecision.endpoint().compresses()
            || routingDecision.endpoint() == ApiEndpoint.COMPLETIONS)
        && prompt.envelope().stream();
  }

  /**
   * The edit that asks for a stream's usage, whatever the mode: what a request cost is kept for all
   * of them, and reasoning that is not shown can't be estimated from the answer's text.
   */
  private static Optional<BodyEdit> usage(
      RoutingDecision routingDecision, Provider provider, Prompt prompt) {
    return routingDecision.endpoint().hasStreamOptions() && provider.streamUsage()
        ? prompt.dialect().requestStreamUsage(prompt)
        : Optional.empty();
  }

  /** The headers of the client's answer. */
  static Headers answerHeaders(RequestContext context) {
    CompressedPrompt compressedPrompt = context.compressed();
    long original = compressedPrompt.original();
    long saved = Math.max(0, original - compressedPrompt.forwarded());
    List<Header> lines = new ArrayList<>(8);
    lines.add(new Header("x-compresh-original-tokens", Long.toString(original)));
    lines.add(
        new Header("x-compresh-optimized-tokens", Long.toString(compressedPrompt.forwarded())));
    lines.add(new Header("x-compresh-saved-tokens", Long.toString(saved)));
    lines.add(new Header("x-compresh-savings-percent", percent(saved, original)));
    lines.add(new Header("x-compresh-session-id", context.session().id()));
    context.rateHeaders().forEach(lines::add);
    return new Headers(lines);
  }

  /** With two decimals, rounded down, so that 100 means all. */
  static String percent(long saved, long original) {
    long hundredths = original == 0 ? 0 : saved * 10_000 / original;
    return hundredths == 0 ? "0" : hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
  }

  private static TimeLimits limits(TimeLimitsConfig config) {
    return new TimeLimits(config.connect(), config.firstByte(), config.idle(), config.total());
  }
}
