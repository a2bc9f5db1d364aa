package dev.compresh.proxy.passthrough;

import dev.compresh.dialect.Usage;
import dev.compresh.provider.Provider;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.AnswerWatch;
import dev.compresh.proxy.RequestSettlement;
import dev.compresh.usage.EventIds;
import dev.compresh.usage.InputAccounting;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bills what a response of the background costs beyond its estimate, to the key that asked for it,
 * when an answer shows its figures.
 */
final class BackgroundResponseBilling {
  private static final String ENDPOINT = "/v1/responses";

  private final BackgroundResponseLog responses;
  private final UsageLog usageLog;
  private final InstantSource clock;
  private final EventIds ids = new EventIds();

  BackgroundResponseBilling(
      BackgroundResponseLog responses, UsageLog usageLog, InstantSource clock) {
    this.responses = responses;
    this.usageLog = usageLog;
    this.clock = clock;
  }

  /** How an answer is read, and billed at its end. */
  record BackgroundReading(AnswerWatch watch, RequestSettlement settlement) {}

  /** The reading of an answer about a response; null where nothing is open. Blocks on the store. */
  @Nullable BackgroundReading reading(PassedRequest request, Provider provider) {
    PassThroughRoute route = request.route();
    if (route.family() != PassThroughFamily.RESPONSES
        || route.ids().isEmpty()
        || request.isClientPaid()) {
      return null;
    }
    String id = route.ids().getFirst();
    BackgroundResponse before = responses.find(provider.account(), id);
    if (before == null) {
      return null;
    }
    BackgroundResponseReader reader = new BackgroundResponseReader();
    return new BackgroundReading(
        reader,
        delivery -> settle(request, provider, id, before, delivery.withReading(reader.end())));
  }

  private void settle(
      PassedRequest request,
      Provider provider,
      String id,
      BackgroundResponse before,
      AnswerDelivery delivery) {
    if (delivery.status() != 200) {
      return;
    }
    Instant time = clock.instant();
    PassThroughGate.PricedResponse priced =
        request
            .gate()
            .priceResponse(provider, before.upstreamModel(), delivery, before.input(), time);
    Usage usage = priced.usage();
    BackgroundResponse now =
        new BackgroundResponse(
            before.caller(),
            before.requestId(),
            before.model(),
            before.upstreamModel(),
            before.mode(),
            Math.max(before.input(), usage.prompt()),
            Math.max(before.output(), usage.output()),
            Math.max(before.cost(), priced.cost()));
    boolean isLast = delivery.usage() != null;
    if (!isLast && now.equals(before)) {
      return;
    }
    UsageEvent event = rest(request, provider, before, priced, time, delivery);
    var _ =
        responses
            .record(provider.account(), id, before, now, isLast)
            .thenAccept(
                isFirst -> {
                  if (isFirst && !now.equals(before)) {
                    usageLog.append(event);
                  }
                });
  }

  /** The event of what is not recorded yet. */
  private UsageEvent rest(
      PassedRequest request,
      Provider provider,
      BackgroundResponse before,
      PassThroughGate.PricedResponse priced,
      Instant time,
      AnswerDelivery delivery) {
    long cost = Math.max(0, priced.cost() - before.cost());
    return new UsageEvent(
        ids.next(time),
        time,
        before.caller(),
        new UsageEvent.EventCall(
            before.requestId(),
            ENDPOINT,
            before.model(),
            provider.name(),
            before.upstreamModel(),
            false,
            before.mode()),
        new UsageEvent.EventPrompt(0, 0, false, Map.of()),
        new UsageEvent.EventAnswer(
            200, delivery.ending().name(), subtract(priced.usage(), before), 0),
        new UsageEvent.EventTiming(
            0,
            delivery.firstByteNanos() < 0 ? -1 : delivery.firstByteNanos() / 1_000,
            delivery.totalNanos() / 1_000),
        InputAccounting.NONE,
        new UsageEvent.EventBill(
            cost,
            request.gate().charge(before.caller(), cost, priced.freshInput()),
            priced.isUnpriced()));
  }

  /** {@code usage} without what is recorded, fresh input first. */
  private static Usage subtract(Usage usage, BackgroundResponse before) {
    long left = before.input();
    long input = Math.max(0, usage.input() - left);
    left = Math.max(0, left - usage.input());
    long read = Math.max(0, usage.cacheRead() - left);
    left = Math.max(0, left - usage.cacheRead());
    long write = Math.max(0, usage.cacheWrite5m() - left);
    long output = Math.max(0, usage.output() - before.output());
    return new Usage(
        input, read, write, usage.cacheWrite1h(), output, Math.min(usage.reasoning(), output));
  }
}
