package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.Usage;
import dev.compresh.promptcache.CacheAdvice;
import dev.compresh.promptcache.CacheAdvisor;
import dev.compresh.promptcache.CacheMinimum;
import dev.compresh.promptcache.CacheRates;
import dev.compresh.promptcache.ObservedRequest;
import dev.compresh.promptcache.PromptOutline;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.usage.CacheAdviceLog;
import dev.compresh.usage.UsageEvent;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Looks in the background for what breaks clients' caches, and notes it with its price. Changes
 * nothing of what goes out.
 */
final class CacheAdviceObserver implements SettlementObserver {
  private static final int LEAST_BYTES = 1_024;
  private static final int OPENAI_MINIMUM = 1_024;
  private static final long MILLION = 1_000_000;
  private static final long THOUSAND = 1_000;

  private final BackgroundQueue queue;
  private final CacheAdviceLog log;
  private final Supplier<Catalogue> catalogue;

  /** Used by the queue's one thread alone. */
  private final CacheAdvisor advisor = new CacheAdvisor();

  CacheAdviceObserver(BackgroundQueue queue, CacheAdviceLog log, Supplier<Catalogue> catalogue) {
    this.queue = queue;
    this.log = log;
    this.catalogue = catalogue;
  }

  /** Looks at the prompt, and at what its provider tells once it is answered. */
  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    RoutingDecision routingDecision = context.routing();
    Prompt prompt = context.prompt();
    boolean asks =
        routingDecision.endpoint().compresses()
            && prompt.plain()
            && prompt.body().length >= LEAST_BYTES
            && !prompt.envelope().previousResponse();
    AtomicReference<PromptOutline> outline = new AtomicReference<>();
    if (!asks || !queue.offer(prompt.body().length, () -> outline.set(PromptOutline.of(prompt)))) {
      return settlement;
    }
    ApiKey key = context.key();
    Instant time = context.paying().time();
    UsageEvent.EventCaller eventCaller =
        new UsageEvent.EventCaller(key.orgId(), key.userId(), key.id(), routingDecision.session());
    return answerDelivery -> {
      settlement.settle(answerDelivery);
      Usage usage = answerDelivery.usage();
      if (usage != null && answerDelivery.status() == 200 && answerDelivery.candidate() == 0) {
        long start = time.toEpochMilli();
        long begun = start + Math.max(0, answerDelivery.firstByteNanos()) / MILLION;
        queue.offer(
            0,
            () -> {
              PromptOutline of = outline.get();
              if (of != null) {
                observe(
                    eventCaller,
                    routingDecision,
                    new ObservedRequest(of, routingDecision.session(), start, begun, usage));
              }
            });
      }
    };
  }

  private void observe(
      UsageEvent.EventCaller eventCaller,
      RoutingDecision routingDecision,
      ObservedRequest request) {
    String model = routingDecision.upstream();
    boolean breakpoints = routingDecision.endpoint() == ApiEndpoint.MESSAGES;
    ModelPrice price = catalogue.get().price(model).orElse(null);
    CacheRates rates = CacheMarkRates.find(price);
    String circle = eventCaller.keyId() + '\n' + routingDecision.provider().name() + '\n' + model;
    advisor
        .observe(circle, request, breakpoints ? CacheMinimum.tokens(model) : OPENAI_MINIMUM, rates)
        .ifPresent(advice -> note(eventCaller, model, request, advice, price));
  }

  private void note(
      UsageEvent.EventCaller eventCaller,
      String model,
      ObservedRequest request,
      CacheAdvice advice,
      @org.jspecify.annotations.Nullable ModelPrice price) {
    long input = price == null ? 0 : price.forPromptLength(request.usage().prompt()).input();
    long micros = advice.units() / THOUSAND * input / MILLION;
    log.add(
        Instant.ofEpochMilli(request.start()),
        new CacheAdviceLog.AdviceLoss(
            eventCaller, model, advice.kind().label(), advice.place(), advice.tokens(), micros));
  }
}
