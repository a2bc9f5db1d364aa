package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.OrgBilling;
import dev.compresh.compress.CompressionMode;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.pipeline.MoneyStage.Paying;
import dev.compresh.session.SentPrompts.Match;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.token.Tokenizers;
import dev.compresh.usage.EventIds;
import dev.compresh.usage.RequestDetail;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import dev.compresh.wire.BlockBinding;
import dev.compresh.wire.InputTransformation;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import dev.compresh.wire.Usage;
import dev.compresh.wire.UsageDoubt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is noted when a forwarded request is over: usage event, session, metrics, token factors. */
final class Settling {
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
  private final Tokenizers tokenizers;
  private final Accountant accountant;
  private final FigureSource figures;
  private final Metrics metrics;
  private final InstantSource clock;

  Settling(
      UsageLog usageLog,
      EventIds ids,
      Sessions sessions,
      TagClouds clouds,
      Tokenizers tokenizers,
      Accountant accountant,
      FigureSource figures,
      Metrics metrics,
      InstantSource clock) {
    this.usageLog = usageLog;
    this.ids = ids;
    this.sessions = sessions;
    this.clouds = clouds;
    this.tokenizers = tokenizers;
    this.accountant = accountant;
    this.figures = figures;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What is about to be forwarded, and the money that is held for it. */
  record Request(
      RequestHead head, ApiKey key, Choice choice, Prompt prompt, Paying paying, MoneyHold hold) {}

  /**
   * The settlement of a request.
   *
   * @param overheadNanos time spent in the proxy until it is forwarded
   */
  Settlement of(Request request, Compressed compressed, long overheadNanos) {
    RequestHead head = request.head;
    ApiKey key = request.key;
    Choice choice = request.choice;
    Prompt prompt = request.prompt;
    Instant time = request.paying.time();
    OrgBilling billing = request.paying.terms().billing();
    MoneyHold moneyHold = request.hold;
    // Only numbers are kept for the answer's time, not the prompt.
    long turns = prompt.messages().stream().filter(m -> m.role() == Role.USER).count();
    RequestDetail asked = asked(request, compressed);
    boolean streamed = ForwardStage.streamed(choice, prompt);
    SessionKey session = new SessionKey(key.id(), choice.session());
    if (!choice.mode().isRaw()) {
      clouds.note(session, prompt);
    }
    Match match = accountant.before(session, compressed);
    FigureSource.DeliveryCheck believable = figures.of(head, choice, prompt, compressed);
    return told -> {
      Choice served = choice.served(told.candidate());
      Delivery delivery = believable.check(told, served);
      Usage usage = delivery.usage();
      Accountant.Reckoned reckoned;
      UsageEvent event;
      try {
        reckoned = accountant.settle(session, served, compressed, match, time, delivery, billing);
        event =
            event(head, key, served, compressed, streamed, time, overheadNanos, delivery, reckoned)
                .withDetail(answered(asked, delivery, reckoned));
        moneyHold.settle(event.id(), event.bill().cost(), event.bill().charge());
      } finally {
        moneyHold.release();
      }
      usageLog.append(event);
      sessions.note(
          session,
          SessionUse.once(
              key.orgId(),
              time,
              turns,
              event.prompt().original(),
              event.prompt().forwarded(),
              usage == null ? 0 : usage.cacheRead()));
      dropped(compressed.record(), delivery.inputTransformations());
      learn(served, compressed, delivery, usage);
      measure(served, compressed, delivery, usage, overheadNanos);
    };
  }

  /**
   * Notes a request that was refused for what its body holds; model and session are not told, as
   * the body may not even be JSON.
   */
  void refused(RequestHead head, ApiKey key, Endpoint endpoint, Problem problem) {
    Instant time = clock.instant();
    long micros = (System.nanoTime() - head.received()) / 1_000;
    usageLog.append(
        new UsageEvent(
                ids.next(time),
                time,
                new UsageEvent.Caller(key.orgId(), key.userId(), key.id(), NO_SESSION),
                new UsageEvent.Call(
                    head.id(), endpoint.path(), "", "", "", false, CompressionMode.OFF.label()),
                new UsageEvent.Prompt(0, 0, false, Map.of()),
                new UsageEvent.Answer(problem.status(), REFUSED, NOTHING, 0),
                new UsageEvent.Timing(micros, -1, micros))
            .withDetail(
                RequestDetail.refused(RequestTags.of(head.headers(), key), problem.code())));
  }

  /** What is known of a request before it is sent. */
  private static RequestDetail asked(Request request, Compressed compressed) {
    Prompt prompt = request.prompt;
    boolean asks = request.choice.endpoint().compresses();
    int answers = (int) prompt.messages().stream().filter(m -> m.role() == Role.ASSISTANT).count();
    boolean counted = asks && request.choice.endpoint() != Endpoint.COUNT_TOKENS;
    return new RequestDetail(
        counted ? answers + 1 : 0,
        RequestTags.of(request.head.headers(), request.key),
        counted && compressed.counted() > 0
            ? PromptComposition.of(prompt, compressed.original())
            : List.of(),
        null,
        null,
        0);
  }

  private static RequestDetail answered(
      RequestDetail asked, Delivery delivery, Accountant.Reckoned reckoned) {
    return new RequestDetail(
        asked.turn(), asked.tags(), asked.context(), reckoned.prices(), null, delivery.tries());
  }

  private UsageEvent event(
      RequestHead head,
      ApiKey key,
      Choice choice,
      Compressed compressed,
      boolean streamed,
      Instant time,
      long overheadNanos,
      Delivery delivery,
      Accountant.Reckoned reckoned) {
    return new UsageEvent(
        ids.next(time),
        time,
        new UsageEvent.Caller(key.orgId(), key.userId(), key.id(), choice.session()),
        new UsageEvent.Call(
            head.id(),
            choice.endpoint().path(),
            choice.model(),
            choice.provider().name(),
            choice.upstream(),
            streamed,
            choice.mode().label()),
        prompt(choice, compressed),
        new UsageEvent.Answer(
            delivery.status(),
            delivery.ending().name(),
            usage(choice, delivery),
            delivery.estimatedOutput(),
            estimated(delivery)),
        new UsageEvent.Timing(
            overheadNanos / 1_000,
            delivery.firstByteNanos() < 0 ? -1 : delivery.firstByteNanos() / 1_000,
            delivery.totalNanos() / 1_000),
        reckoned.accounting(),
        reckoned.bill());
  }

  /** A count of tokens sends no prompt to a model. */
  private static UsageEvent.Prompt prompt(Choice choice, Compressed compressed) {
    return choice.endpoint() == Endpoint.COUNT_TOKENS
        ? new UsageEvent.Prompt(0, 0, false, Map.of())
        : new UsageEvent.Prompt(
            compressed.original(),
            compressed.forwarded(),
            compressed.estimated(),
            compressed.savedByLayer());
  }

  /**
   * The usage to note; null where the provider told none and has answered all the same, so that it
   * has to be estimated. Errors, and answers of which nothing arrived, are not charged.
   */
  private static @Nullable Usage usage(Choice choice, Delivery delivery) {
    boolean nothing = choice.endpoint().free() || !FigureCheck.isCharged(delivery);
    return nothing ? NOTHING : delivery.usage();
  }

  /** The figures that are estimates, and why, in a fixed order. */
  private static String estimated(Delivery delivery) {
    return delivery.reading().doubts().stream()
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
      Choice choice, Compressed compressed, Delivery delivery, @Nullable Usage usage) {
    long counted = compressed.counted();
    // What another candidate's tokenizer counts says nothing about the one that was counted with.
    boolean first = delivery.candidate() == 0;
    boolean doubtful = delivery.reading().doubts().stream().anyMatch(UsageDoubt::isInput);
    if (usage == null
        || doubtful
        || delivery.reading().isRunAgain()
        || !first
        || delivery.status() != 200
        || !choice.endpoint().compresses()) {
      return;
    }
    long reported = usage.prompt();
    if (reported <= counted * IMPLAUSIBLE && reported * IMPLAUSIBLE >= counted) {
      tokenizers.observe(choice.upstream(), counted, reported);
    }
  }

  private void measure(
      Choice choice,
      Compressed compressed,
      Delivery delivery,
      @Nullable Usage usage,
      long overheadNanos) {
    metrics.forwarded(
        choice.endpoint().label(),
        choice.provider().name(),
        delivery.ending().name().toLowerCase(Locale.ROOT),
        delivery.status());
    if (choice.endpoint() != Endpoint.COUNT_TOKENS) {
      metrics.prompt(compressed.original(), compressed.forwarded(), compressed.savedByLayer());
    }
    metrics.timing(choice.endpoint().label(), overheadNanos, delivery.firstByteNanos());
    if (usage != null) {
      metrics.usage(
          choice.provider().name(),
          usage.input(),
          usage.cacheRead(),
          usage.cacheWrites(),
          usage.output());
    }
  }
}
