package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.InputTransformation;
import dev.compresh.dialect.Prompt;
import dev.compresh.observe.Metrics;
import dev.compresh.regret.RegretCounts;
import dev.compresh.regret.RegretKind;
import dev.compresh.regret.RegretLog;
import dev.compresh.regret.RegretSign;
import dev.compresh.regret.WatchedSessions.WatchedRequest;
import dev.compresh.session.SessionKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Counts the regrets of requests, in the background. In sessions that are held out it counts the
 * same signs, of what would have been cut: what happens without compression, too.
 */
final class RegretObserver implements SettlementObserver {
  private static final String DROPPED = "thinking_dropped";
  private static final String PREFIX = "prefix_binding_mismatch";

  private final PromptCompressor compression;
  private final BackgroundQueue queue;
  private final PipelineParts.RegretParts regretParts;
  private final boolean suspends;
  private final Metrics metrics;

  /**
   * @param suspends whether layers are switched off where they do more harm than good
   */
  RegretObserver(
      PromptCompressor compression,
      BackgroundQueue queue,
      PipelineParts.RegretParts regretParts,
      boolean suspends,
      Metrics metrics) {
    this.compression = compression;
    this.queue = queue;
    this.regretParts = regretParts;
    this.suspends = suspends;
    this.metrics = metrics;
  }

  /** Looks at what the prompt shows of the answer before it, and later at its own answer. */
  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    RoutingDecision routingDecision = context.routing();
    boolean asks = routingDecision.endpoint().compresses() && !routingDecision.endpoint().counts();
    if (routingDecision.mode().isRaw() || !asks) {
      return settlement;
    }
    ApiKey key = context.key();
    Prompt prompt = context.prompt();
    CompressedPrompt compressedPrompt = context.compressed();
    Instant time = context.paying().time();
    RegretLog.RegretOwner regretOwner =
        new RegretLog.RegretOwner(key.orgId(), key.userId(), key.id(), routingDecision.session());
    List<PlannedChange> changes = compressedPrompt.changes();
    long tokens = compressedPrompt.forwarded();
    queue.offer(
        prompt.body().length,
        () -> observe(regretOwner, routingDecision, prompt, changes, tokens, time));
    boolean kept = compressedPrompt.record() != null && compressedPrompt.record().isKept();
    boolean heldOut = routingDecision.heldOut();
    return answerDelivery -> {
      settlement.settle(answerDelivery);
      if (kept && answerDelivery.status() > 0 && answerDelivery.status() < 400) {
        count(regretOwner, heldOut, time, dropped(answerDelivery.inputTransformations()));
      }
    };
  }

  private void observe(
      RegretLog.RegretOwner regretOwner,
      RoutingDecision routingDecision,
      Prompt prompt,
      List<PlannedChange> made,
      long tokens,
      Instant time) {
    SessionKey session = new SessionKey(regretOwner.keyId(), regretOwner.sessionId());
    List<PlannedChange> changes = made;
    if (routingDecision.heldOut()) {
      CompressionPlan compressionPlan =
          compression.planned(regretOwner.orgId(), routingDecision, routingDecision.mode(), prompt);
      changes = compressionPlan.changes();
    }
    WatchedRequest watchedRequest =
        regretParts.sessions().observe(session, prompt, changes, tokens);
    count(regretOwner, routingDecision.heldOut(), time, watchedRequest.counts());
    if (suspends && !routingDecision.heldOut()) {
      for (Layer layer : watchedRequest.unworthy()) {
        regretParts.suspended().suspend(session, layer, prompt, time);
        metrics.layerSuspended(layer.label());
      }
    }
  }

  private static RegretCounts dropped(List<InputTransformation> transformations) {
    long blocks =
        transformations.stream()
            .filter(t -> t.type().equals(DROPPED) && t.reason().equals(PREFIX))
            .count();
    return new RegretCounts(
        Map.of(Layer.REASONING, 1),
        Collections.nCopies(
            Math.toIntExact(blocks),
            new RegretSign(RegretKind.THINKING_DROPPED, Layer.REASONING, 0)));
  }

  private void count(
      RegretLog.RegretOwner regretOwner, boolean heldOut, Instant time, RegretCounts counts) {
    regretParts.log().add(regretOwner, heldOut, time, counts);
    counts
        .chances()
        .forEach((layer, count) -> metrics.regretChances(layer.label(), heldOut, count));
    for (RegretSign regretSign : counts.regrets()) {
      String layer = regretSign.layer().label();
      metrics.regret(layer, regretSign.kind().label(), heldOut);
    }
  }
}
