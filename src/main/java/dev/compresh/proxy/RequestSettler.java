package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.OrgBilling;
import dev.compresh.compression.CompressionMode;
import dev.compresh.dialect.BlockBinding;
import dev.compresh.dialect.InputTransformation;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.Usage;
import dev.compresh.dialect.UsageDoubt;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.passthrough.BackgroundResponseLog;
import dev.compresh.session.PromptCacheTracker.PromptMatch;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.token.TokenizerRegistry;
import dev.compresh.usage.EventIds;
import dev.compresh.usage.RequestDetail;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records a finished forwarded request: usage event, session, metrics, token factors. */
final class RequestSettler {
  /** Usage this far from our own count is no count of the prompt: nothing is learned from it. */
  private static final int IMPLAUSIBLE = 4;

  /** How a request ended that went to no provider. */
  private static final String REFUSED = "REFUSED";

  private static final String NO_SESSION = "-";

  /** Reasons for which thinking is dropped, as the provider names them, and as metrics do. */
  private static final Map<String, String> DROP_REASONS =
      Map.of(
          "prefix_binding_mismatch", "prefix",
          "model_binding_mismatch", "model",
          "organization_binding_mismatch", "organization",
          "end_user_binding_mismatch", "end_user");

  private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0);

  private final UsageLog usageLog;
  private final EventIds ids;
  private final Sessions sessions;
  private final TagClouds clouds;
  private final TokenizerRegistry tokenizerRegistry;
  private final SavingsCalculator savingsCalculator;
  private final FigureSource figures;
  private final BackgroundResponseLog responses;
  private final Metrics metrics;
  private final InstantSource clock;

  RequestSettler(
      UsageLog usageLog,
      EventIds ids,
      Sessions sessions,
      TagClouds clouds,
      TokenizerRegistry tokenizerRegistry,
      SavingsCalculator savingsCalculator,
      FigureSource figures,
      BackgroundResponseLog responses,
      Metrics metrics,
      InstantSource clock) {
    this.usageLog = usageLog;
    this.ids = ids;
    this.sessions = sessions;
    this.clouds = clouds;
    this.tokenizerRegistry = tokenizerRegistry;
    this.savingsCalculator = savingsCalculator;
    this.figures = figures;
    this.responses = responses;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * The settlement of a request that is about to be forwarded.
   *
   * @param overheadNanos time spent in the proxy until it is forwarded
   */
  RequestSettlement settlement(RequestContext context, long overheadNanos) {
    RequestHead head = context.head();
    ApiKey key = context.key();
    SessionKey session = context.session();
    RoutingDecision routingDecision = context.routing();
    Prompt prompt = context.prompt();
    CompressedPrompt compressedPrompt = context.compressed().figures();
    Instant time = context.paying().time();
    OrgBilling billing = context.paying().terms().billing();
    MoneyHold moneyHold = context.hold();
    // Only numbers are kept for the answer's time, not the prompt.
    long turns = prompt.messages().stream().filter(m -> m.role() == MessageRole.USER).count();
    RequestDetail asked = asked(context, compressedPrompt);
    boolean streamed = ForwardStage.streamed(routingDecision, prompt);
    if (!routingDecision.mode().isRaw()) {
      clouds.note(session, prompt);
    }
    ToolClients.count(head, routingDecision, prompt, compressedPrompt, metrics);
    PromptMatch promptMatch = savingsCalculator.findEarlier(session, compressedPrompt);
    FigureSource.DeliveryCheck believable =
        figures.bounds(head, routingDecision, prompt, compressedPrompt);
    return told -> {
      RoutingDecision served = routingDecision.served(told.candidate());
      AnswerDelivery answerDelivery = believable.check(told, served);
      Usage usage = answerDelivery.usage();
      SavingsCalculator.CalculatedCost calculatedCost;
      UsageEvent event;
      try {
        calculatedCost =
            savingsCalculator.settle(
                session, served, compressedPrompt, promptMatch, time, answerDelivery, billing);
        event =
            event(
                    head,
                    key,
                    served,
                    compressedPrompt,
                    streamed,
                    time,
                    overheadNanos,
                    answerDelivery,
                    calculatedCost)
                .withDetail(answered(asked, routingDecision, answerDelivery, calculatedCost));
        moneyHold.settle(event.id(), event.bill().cost(), event.bill().charge());
      } finally {
        moneyHold.release();
      }
      usageLog.append(event);
      String pending = answerDelivery.reading().pendingId();
      if (!pending.isEmpty() && !served.provider().isClientPaid()) {
        responses.open(served.provider().account(), pending, event);
      }
      sessions.note(
          session,
          SessionUse.once(
              key.orgId(),
              time,
              turns,
              event.prompt().original(),
              event.prompt().forwarded(),
              usage == null ? 0 : usage.cacheRead()));
      dropped(compressedPrompt.record(), answerDelivery.inputTransformations());
      learn(served, compressedPrompt, answerDelivery, usage);
      measure(served, compressedPrompt, answerDelivery, usage, overheadNanos);
    };
  }

  /**
   * Notes a request that was refused for what its body holds; model and session stay empty, as the
   * body may not even be JSON.
   */
  void refused(RequestHead head, ApiKey key, ApiEndpoint apiEndpoint, ApiError apiError) {
    Instant time = clock.instant();
    long micros = (System.nanoTime() - head.received()) / 1_000;
    usageLog.append(
        new UsageEvent(
                ids.next(time),
                time,
                new UsageEvent.EventCaller(key.orgId(), key.userId(), key.id(), NO_SESSION),
                new UsageEvent.EventCall(
                    head.id(), apiEndpoint.path(), "", "", "", false, CompressionMode.OFF.label()),
                new UsageEvent.EventPrompt(0, 0, false, Map.of()),
                new UsageEvent.EventAnswer(apiError.status(), REFUSED, NOTHING, 0),
                new UsageEvent.EventTiming(micros, -1, micros))
            .withDetail(
                RequestDetail.refused(RequestTags.parse(head.headers(), key), apiError.code())));
  }

  /** Returns what is known of a request before it is sent. */
  private static RequestDetail asked(RequestContext context, CompressedPrompt compressedPrompt) {
    Prompt prompt = context.prompt();
    boolean asks = context.endpoint().compresses();
    int answers =
        (int) prompt.messages().stream().filter(m -> m.role() == MessageRole.ASSISTANT).count();
    boolean counted = asks && context.endpoint() != ApiEndpoint.COUNT_TOKENS;
    return new RequestDetail(
        counted ? answers + 1 : 0,
        RequestTags.parse(context.head().headers(), context.key()),
        counted && compressedPrompt.counted() > 0
            ? PromptComposition.measure(prompt, compressedPrompt.original())
            : List.of(),
        null,
        null,
        0);
  }

  private static RequestDetail answered(
      RequestDetail asked,
      RoutingDecision routingDecision,
      AnswerDelivery answerDelivery,
      SavingsCalculator.CalculatedCost calculatedCost) {
    return new RequestDetail(
        asked.turn(),
        asked.tags(),
        asked.context(),
        calculatedCost.prices(),
        null,
        answerDelivery.tries(),
        answerDelivery.failed().stream()
            .map(attempt -> failedTry(routingDecision.served(attempt.candidate()), attempt))
            .toList());
  }

  private static RequestDetail.FailedTry failedTry(
      RoutingDecision asked, AnswerDelivery.FailedAttempt attempt) {
    return new RequestDetail.FailedTry(
        asked.provider().name(),
        asked.upstream(),
        attempt.status(),
        attempt.ending().name(),
        attempt.nanos() / 1_000);
  }

  private UsageEvent event(
      RequestHead head,
      ApiKey key,
      RoutingDecision routingDecision,
      CompressedPrompt compressedPrompt,
      boolean streamed,
      Instant time,
      long overheadNanos,
      AnswerDelivery answerDelivery,
      SavingsCalculator.CalculatedCost calculatedCost) {
    return new UsageEvent(
        ids.next(time),
        time,
        new UsageEvent.EventCaller(key.orgId(), key.userId(), key.id(), routingDecision.session()),
        new UsageEvent.EventCall(
            head.id(),
            routingDecision.endpoint().path(),
            routingDecision.model(),
            routingDecision.provider().name(),
            routingDecision.upstream(),
            streamed,
            routingDecision.mode().label()),
        prompt(routingDecision, compressedPrompt),
        new UsageEvent.EventAnswer(
            answerDelivery.status(),
            answerDelivery.ending().name(),
            usage(routingDecision, answerDelivery),
            answerDelivery.estimatedOutput(),
            estimated(answerDelivery)),
        new UsageEvent.EventTiming(
            overheadNanos / 1_000,
            answerDelivery.firstByteNanos() < 0 ? -1 : answerDelivery.firstByteNanos() / 1_000,
            answerDelivery.totalNanos() / 1_000),
        calculatedCost.accounting(),
        calculatedCost.bill());
  }

  /** A count of tokens sends no prompt to a model. */
  private static UsageEvent.EventPrompt prompt(
      RoutingDecision routingDecision, CompressedPrompt compressedPrompt) {
    return routingDecision.endpoint().counts()
        ? new UsageEvent.EventPrompt(0, 0, false, Map.of())
        : new UsageEvent.EventPrompt(
            compressedPrompt.original(),
            compressedPrompt.forwarded(),
            compressedPrompt.estimated(),
            compressedPrompt.savedByLayer());
  }

  /**
   * The usage to note; null where the provider reported none and has answered all the same, so that
   * it has to be estimated. Errors, and answers of which nothing arrived, are not charged.
   */
  private static @Nullable Usage usage(
      RoutingDecision routingDecision, AnswerDelivery answerDelivery) {
    boolean nothing = routingDecision.endpoint().free() || !FigureCheck.isCharged(answerDelivery);
    return nothing ? NOTHING : answerDelivery.usage();
  }

  /** The figures that are estimates, and why, in a fixed order. */
  private static String estimated(AnswerDelivery answerDelivery) {
    return answerDelivery.reading().doubts().stream()
        .sorted()
        .map(UsageDoubt::label)
        .collect(Collectors.joining(","));
  }

  /** Notes thinking that the provider did not let the model read. */
  private void dropped(@Nullable SentRecord record, List<InputTransformation> transformations) {
    int first = -1;
    for (InputTransformation transformation : transformations) {
      if (transformation.type().equals("thinking_dropped")) {
        metrics.thinkingDropped(DROP_REASONS.getOrDefault(transformation.reason(), "other"), 1);
        int message = BlockBinding.message(transformation.path());
        boolean prefix = transformation.reason().equals("prefix_binding_mismatch");
        boolean earlier = message >= 0 && (first < 0 || message < first);
        first = prefix && earlier ? message : first;
      }
    }
    if (record != null && first >= 0) {
      record.dropped(first);
    }
  }

  private void learn(
      RoutingDecision routingDecision,
      CompressedPrompt compressedPrompt,
      AnswerDelivery answerDelivery,
      @Nullable Usage usage) {
    long counted = compressedPrompt.counted();
    // What another candidate's tokenizer counts says nothing about the one that was counted with.
    boolean first = answerDelivery.candidate() == 0;
    boolean doubtful = answerDelivery.reading().doubts().stream().anyMatch(UsageDoubt::isInput);
    if (usage == null
        || doubtful
        || answerDelivery.reading().isRunAgain()
        || !first
        || answerDelivery.status() != 200
        || !routingDecision.endpoint().compresses()) {
      return;
    }
    long reported = usage.prompt();
    if (reported <= counted * IMPLAUSIBLE && reported * IMPLAUSIBLE >= counted) {
      tokenizerRegistry.observe(routingDecision.upstream(), counted, reported);
    }
  }

  private void measure(
      RoutingDecision routingDecision,
      CompressedPrompt compressedPrompt,
      AnswerDelivery answerDelivery,
      @Nullable Usage usage,
      long overheadNanos) {
    metrics.forwarded(
        routingDecision.endpoint().label(),
        routingDecision.provider().name(),
        answerDelivery.ending().name().toLowerCase(Locale.ROOT),
        answerDelivery.status());
    if (!routingDecision.endpoint().counts()) {
      metrics.prompt(
          compressedPrompt.original(),
          compressedPrompt.forwarded(),
          compressedPrompt.savedByLayer());
    }
    metrics.timing(
        routingDecision.endpoint().label(), overheadNanos, answerDelivery.firstByteNanos());
    if (usage != null) {
      metrics.usage(
          routingDecision.provider().name(),
          usage.input(),
          usage.cacheRead(),
          usage.cacheWrites(),
          usage.output());
    }
  }
}
