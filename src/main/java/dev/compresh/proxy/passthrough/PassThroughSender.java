package dev.compresh.proxy.passthrough;

import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.dialect.Usage;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.OutgoingHeaders;
import dev.compresh.provider.Provider;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerWatch;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestSettlement;
import dev.compresh.proxy.TimeLimits;
import dev.compresh.proxy.passthrough.BatchResultReader.BatchResult;
import dev.compresh.proxy.upload.UploadBody;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.store.StoreException;
import dev.compresh.usage.EventIds;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import dev.compresh.vendor.ProviderApi;
import dev.compresh.vendor.ProviderKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the provider's request, and records how it ended. */
public final class PassThroughSender {
  private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0);
  private static final String NO_SESSION = "-";

  private final ObjectOwnership ownership;
  private final BatchResultLog batches;
  private final BackgroundResponseBilling responses;
  private final UsageLog usageLog;
  private final Metrics metrics;
  private final InstantSource clock;
  private final EventIds ids = new EventIds();

  /** Records into these. */
  public PassThroughSender(
      HeldObjects held,
      BatchResultLog batches,
      BackgroundResponseLog responses,
      UsageLog usageLog,
      Metrics metrics,
      InstantSource clock) {
    this.ownership = new ObjectOwnership(held);
    this.batches = batches;
    this.responses = new BackgroundResponseBilling(responses, usageLog, clock);
    this.usageLog = usageLog;
    this.metrics = metrics;
    this.clock = clock;
  }

  ObjectOwnership ownership() {
    return ownership;
  }

  /** The request for {@code provider}. May block on the store. */
  BodyOutcome forward(
      PassedRequest request, Provider provider, byte[] body, @Nullable UploadBody upload) {
    PassThroughRoute route = request.route();
    AnswerReading reading;
    try {
      reading = reading(request, provider);
    } catch (StoreException e) {
      return request.refusal(PassThroughErrors.storeDown());
    }
    ProviderAttempt attempt =
        new ProviderAttempt(
            0,
            ProviderTarget.of(provider),
            request.head().method(),
            provider.pathBelow(route.below(), OutgoingHeaders.query(request.head().query())),
            headers(request, provider, !reading.watch.equals(AnswerWatch.NONE)),
            body,
            upload,
            false,
            limits(provider.timeLimits()));
    Instant time = clock.instant();
    return new BodyOutcome.ForwardOutcome(
        new ForwardRequest(
            AttemptSequence.only(attempt),
            request.answerHeaders(),
            null,
            false,
            delivery -> {
              event(request, provider, time, delivery);
              reading.settlement.settle(delivery);
            },
            reading.watch));
  }

  /**
   * @param isRead whether the answer is read on the way, so that it has to come uncoded and whole
   */
  private static Headers headers(PassedRequest request, Provider provider, boolean isRead) {
    Headers client = request.head().headers();
    if (request.isClientPaid()) {
      return OutgoingHeaders.keepCredentials(provider, client);
    }
    ProviderApi api =
        provider.kind().equals(ProviderKind.ANTHROPIC) ? ProviderApi.MESSAGES : ProviderApi.CHAT;
    Headers built = OutgoingHeaders.build(provider, api, client, false, isRead);
    boolean isWhole = request.route().family() == PassThroughFamily.RESPONSES;
    if (!request.route().isResults() && !isWhole) {
      return built;
    }
    List<Header> lines = new ArrayList<>(built.size());
    for (Header line : built) {
      if (!line.name().equalsIgnoreCase("range")) {
        lines.add(line);
      }
    }
    return new Headers(lines);
  }

  /** Reads an answer, and settles its request at the end. */
  private record AnswerReading(AnswerWatch watch, RequestSettlement settlement) {
    static final AnswerReading NONE = new AnswerReading(AnswerWatch.NONE, _ -> {});
  }

  private AnswerReading reading(PassedRequest request, Provider provider) {
    PassThroughRoute route = request.route();
    if (route.isResults() && !request.isClientPaid() && !route.ids().isEmpty()) {
      String batch = route.ids().getFirst();
      long before = batches.recorded(provider.account(), batch);
      BatchResultReader reader = new BatchResultReader(before);
      return new AnswerReading(
          reader, delivery -> results(request, provider, batch, before, reader, delivery));
    }
    boolean makes = request.head().method().equals("POST") || !route.ids().isEmpty();
    if (!makes || route.isResults()) {
      return AnswerReading.NONE;
    }
    MadeObjectReader reader = new MadeObjectReader();
    boolean isOwn = request.head().method().equals("POST") || isKnown(request);
    BackgroundResponseBilling.BackgroundReading response = responses.reading(request, provider);
    AnswerWatch watch = response == null ? reader : reader.and(response.watch());
    return new AnswerReading(
        watch,
        delivery -> {
          if (response != null) {
            response.settlement().settle(delivery);
          }
          if (isOwn && delivery.status() / 100 == 2) {
            ownership.keep(request.key(), provider, reader.ids());
          }
        });
  }

  /** Returns whether the request names something that its organisation is known to have made. */
  private boolean isKnown(PassedRequest request) {
    return ownership.owns(request.key(), request.route().ids().getFirst());
  }

  /** Records what a batch has cost, once. */
  private void results(
      PassedRequest request,
      Provider provider,
      String batch,
      long before,
      BatchResultReader reader,
      AnswerDelivery delivery) {
    reader.end();
    List<BatchResult> results = reader.results();
    if (delivery.status() != 200 || results.isEmpty()) {
      return;
    }
    Instant time = clock.instant();
    List<UsageEvent> events =
        results.stream().map(r -> cost(request, provider, time, r, delivery)).toList();
    var _ =
        batches
            .record(provider.account(), batch, before, reader.count())
            .thenAccept(
                isFirst -> {
                  if (isFirst) {
                    events.forEach(usageLog::append);
                  }
                });
  }

  private UsageEvent cost(
      PassedRequest request,
      Provider provider,
      Instant time,
      BatchResult result,
      AnswerDelivery delivery) {
    UsageEvent.EventBill bill =
        request.gate().billBatch(request.key(), provider, result.model(), result.usage(), time);
    UsageEvent event = made(request, provider, time, result.model(), result.usage(), delivery);
    return new UsageEvent(
        event.id(),
        event.time(),
        event.caller(),
        event.call(),
        event.prompt(),
        event.answer(),
        event.timing(),
        event.accounting(),
        bill);
  }

  private void event(
      PassedRequest request, Provider provider, Instant time, AnswerDelivery delivery) {
    usageLog.append(made(request, provider, time, "", NOTHING, delivery));
    metrics.forwarded(
        request.route().family().label(),
        provider.name(),
        delivery.ending().name().toLowerCase(Locale.ROOT),
        delivery.status());
  }

  private UsageEvent made(
      PassedRequest request,
      Provider provider,
      Instant time,
      String model,
      Usage usage,
      AnswerDelivery delivery) {
    return new UsageEvent(
        ids.next(time),
        time,
        new UsageEvent.EventCaller(
            request.key().orgId(), request.key().userId(), request.key().id(), NO_SESSION),
        new UsageEvent.EventCall(
            request.head().id(),
            request.route().family().label(),
            model,
            provider.name(),
            model,
            false,
            "off"),
        new UsageEvent.EventPrompt(usage.prompt(), usage.prompt(), false, Map.of()),
        new UsageEvent.EventAnswer(delivery.status(), delivery.ending().name(), usage, 0),
        new UsageEvent.EventTiming(
            0,
            delivery.firstByteNanos() < 0 ? -1 : delivery.firstByteNanos() / 1_000,
            delivery.totalNanos() / 1_000));
  }

  private static TimeLimits limits(TimeLimitsConfig config) {
    return new TimeLimits(config.connect(), config.firstByte(), config.idle(), config.total());
  }
}
