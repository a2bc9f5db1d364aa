package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.Layer;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.regret.Regret;
import dev.compresh.regret.RegretCounts;
import dev.compresh.regret.RegretKind;
import dev.compresh.regret.RegretLog;
import dev.compresh.regret.WatchedSessions.Observed;
import dev.compresh.session.SessionKey;
import dev.compresh.wire.InputTransformation;
import dev.compresh.wire.Prompt;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the regrets of requests, in the background. In sessions that are held out it counts the
 * same signs, of what would have been cut: what happens without compression, too.
 */
final class RegretObserver {
  private static final String DROPPED = "thinking_dropped";
  private static final String PREFIX = "prefix_binding_mismatch";

  private final CompressStage compression;
  private final BackgroundQueue queue;
  private final PipelineParts.Regrets regrets;
  private final boolean suspends;
  private final Metrics metrics;

  /**
   * @param suspends whether layers are switched off where they do more harm than good
   */
  RegretObserver(
      CompressStage compression,
      BackgroundQueue queue,
      PipelineParts.Regrets regrets,
      boolean suspends,
      Metrics metrics) {
    this.compression = compression;
    this.queue = queue;
    this.regrets = regrets;
    this.suspends = suspends;
    this.metrics = metrics;
  }

  /** Looks at what {@code prompt} shows of the answer before it, and later at its own answer. */
  Settlement watching(
      ApiKey key,
      Choice choice,
      Prompt prompt,
      Compressed compressed,
      Instant time,
      Settlement settlement) {
    boolean asks = choice.endpoint().compresses() && choice.endpoint() != Endpoint.COUNT_TOKENS;
    if (choice.mode().isRaw() || !asks) {
      return settlement;
    }
    RegretLog.Owner owner =
        new RegretLog.Owner(key.orgId(), key.userId(), key.id(), choice.session());
    List<PlannedChange> changes = compressed.changes();
    long tokens = compressed.forwarded();
    queue.offer(prompt.body().length, () -> observe(owner, choice, prompt, changes, tokens, time));
    boolean kept = compressed.record() != null && compressed.record().isKept();
    boolean heldOut = choice.heldOut();
    return delivery -> {
      settlement.settle(delivery);
      if (kept && delivery.status() > 0 && delivery.status() < 400) {
        count(owner, heldOut, time, dropped(delivery.inputTransformations()));
      }
    };
  }

  private void observe(
      RegretLog.Owner owner,
      Choice choice,
      Prompt prompt,
      List<PlannedChange> made,
      long tokens,
      Instant time) {
    SessionKey session = new SessionKey(owner.keyId(), owner.sessionId());
    List<PlannedChange> changes = made;
    if (choice.heldOut()) {
      CompressionPlan compressionPlan = compression.planned(owner.orgId(), choice, choice.mode(), prompt);
      changes = compressionPlan.changes();
    }
    Observed observed = regrets.sessions().observe(session, prompt, changes, tokens);
    count(owner, choice.heldOut(), time, observed.counts());
    if (suspends && !choice.heldOut()) {
      for (Layer layer : observed.unworthy()) {
        regrets.suspended().suspend(session, layer, prompt, time);
        metrics.layerSuspended(layer.name().toLowerCase(Locale.ROOT));
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
            Math.toIntExact(blocks), new Regret(RegretKind.THINKING_DROPPED, Layer.REASONING, 0)));
  }

  private void count(RegretLog.Owner owner, boolean heldOut, Instant time, RegretCounts counts) {
    regrets.log().add(owner, heldOut, time, counts);
    counts
        .chances()
        .forEach(
            (layer, count) ->
                metrics.regretChances(layer.name().toLowerCase(Locale.ROOT), heldOut, count));
    for (Regret regret : counts.regrets()) {
      String layer = regret.layer().name().toLowerCase(Locale.ROOT);
      metrics.regret(layer, regret.kind().label(), heldOut);
    }
  }
}
