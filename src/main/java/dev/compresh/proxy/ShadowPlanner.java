package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Prompt;
import dev.compresh.observe.Metrics;
import dev.compresh.usage.EventIds;
import dev.compresh.usage.ShadowFigure;
import dev.compresh.usage.ShadowLog;
import dev.compresh.usage.UsageEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Records what each mode would have made of requests in mode {@code shadow}, which go out as they
 * came. Plans in the background, keeps figures alone, and touches nothing that a session in another
 * mode rests on.
 */
final class ShadowPlanner implements SettlementObserver {
  private static final List<CompressionMode> MODES =
      List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED, CompressionMode.MAX);

  private final PromptCompressor compression;
  private final BackgroundQueue queue;
  private final ShadowLog log;
  private final EventIds ids;
  private final Metrics metrics;

  ShadowPlanner(
      PromptCompressor compression,
      BackgroundQueue queue,
      ShadowLog log,
      EventIds ids,
      Metrics metrics) {
    this.compression = compression;
    this.queue = queue;
    this.log = log;
    this.ids = ids;
    this.metrics = metrics;
  }

  /** Plans for the prompt if its mode is shadow; records it once the request was answered. */
  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    RoutingDecision routingDecision = context.routing();
    boolean asks = routingDecision.endpoint().compresses() && !routingDecision.endpoint().counts();
    if (routingDecision.mode() != CompressionMode.SHADOW || !asks) {
      return settlement;
    }
    ApiKey key = context.key();
    Prompt prompt = context.prompt();
    Instant time = context.paying().time();
    UsageEvent.EventCaller eventCaller =
        new UsageEvent.EventCaller(key.orgId(), key.userId(), key.id(), routingDecision.session());
    CompletableFuture<List<ShadowFigure>> planned = new CompletableFuture<>();
    boolean taken =
        queue.offer(
            prompt.body().length,
            () -> planned.complete(figures(eventCaller, routingDecision, prompt, time)));
    return !taken
        ? settlement
        : answerDelivery -> {
          settlement.settle(answerDelivery);
          if (answerDelivery.status() > 0 && answerDelivery.status() < 400) {
            var _ = planned.thenAccept(this::record);
          }
        };
  }

  private List<ShadowFigure> figures(
      UsageEvent.EventCaller eventCaller,
      RoutingDecision routingDecision,
      Prompt prompt,
      Instant time) {
    String id = ids.next(time);
    List<ShadowFigure> figures = new ArrayList<>();
    for (CompressionMode compressionMode : MODES) {
      CompressionPlan compressionPlan =
          compression.planned(eventCaller.orgId(), routingDecision, compressionMode, prompt);
      Map<String, Long> saved = new TreeMap<>();
      long results = 0;
      for (PlannedChange plannedChange : compressionPlan.changes()) {
        String layer = plannedChange.layer().label();
        saved.merge(
            layer, (long) plannedChange.tokensBefore() - plannedChange.tokensAfter(), Long::sum);
        results += isResult(plannedChange) ? 1 : 0;
      }
      figures.add(
          new ShadowFigure(
              id,
              time,
              eventCaller,
              routingDecision.model(),
              compressionMode.label(),
              compressionPlan.original(),
              Math.min(compressionPlan.original(), compressionPlan.forwarded()),
              results,
              saved));
    }
    return figures;
  }

  /** Returns whether {@code change} is one of a tool's result: its layers change nothing else. */
  private static boolean isResult(PlannedChange plannedChange) {
    return switch (plannedChange.layer()) {
      case TOOL_OUTPUT, DEDUP, EVICTION -> true;
      case CHAT_MEMORY, RECALL, REASONING -> false;
    };
  }

  private void record(List<ShadowFigure> figures) {
    log.append(figures);
    for (ShadowFigure figure : figures) {
      metrics.shadow(figure.mode(), figure.original(), figure.optimized());
    }
  }
}
