package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.pipeline.ModelStage.Choice;
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
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Usage;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Looks in the background for what breaks clients' caches, and notes it with its price. Changes
 * nothing of what goes out.
 */
final class CacheAdviceObserver {
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

  /** Looks at {@code prompt}, and at what its provider tells once it is answered. */
  Settlement watching(
      ApiKey key, Choice choice, Prompt prompt, Instant time, Settlement settlement) {
    boolean asks =
        choice.endpoint().compresses()
            && prompt.plain()
            && prompt.body().length >= LEAST_BYTES
            && !prompt.envelope().previousResponse();
    AtomicReference<PromptOutline> outline = new AtomicReference<>();
    if (!asks || !queue.offer(prompt.body().length, () -> outline.set(PromptOutline.of(prompt)))) {
      return settlement;
    }
    UsageEvent.Caller caller =
        new UsageEvent.Caller(key.orgId(), key.userId(), key.id(), choice.session());
    return delivery -> {
      settlement.settle(delivery);
      Usage usage = delivery.usage();
      if (usage != null && delivery.status() == 200 && delivery.candidate() == 0) {
        long start = time.toEpochMilli();
        long begun = start + Math.max(0, delivery.firstByteNanos()) / MILLION;
        queue.offer(
            0,
            () -> {
              PromptOutline of = outline.get();
              if (of != null) {
                observe(
                    caller, choice, new ObservedRequest(of, choice.session(), start, begun, usage));
              }
            });
      }
    };
  }

  private void observe(UsageEvent.Caller caller, Choice choice, ObservedRequest request) {
    String model = choice.upstream();
    boolean breakpoints = choice.endpoint() == Endpoint.MESSAGES;
    ModelPrice price = catalogue.get().price(model).orElse(null);
    CacheRates rates = CacheMarkRates.of(price);
    String circle = caller.keyId() + '\n' + choice.provider().name() + '\n' + model;
    advisor
        .observe(circle, request, breakpoints ? CacheMinimum.of(model) : OPENAI_MINIMUM, rates)
        .ifPresent(advice -> note(caller, model, request, advice, price));
  }

  private void note(
      UsageEvent.Caller caller,
      String model,
      ObservedRequest request,
      CacheAdvice advice,
      @org.jspecify.annotations.Nullable ModelPrice price) {
    long input = price == null ? 0 : price.at(request.usage().prompt()).input();
    long micros = advice.units() / THOUSAND * input / MILLION;
    log.add(
        Instant.ofEpochMilli(request.start()),
        new CacheAdviceLog.Loss(
            caller, model, advice.kind().label(), advice.place(), advice.tokens(), micros));
  }
}
