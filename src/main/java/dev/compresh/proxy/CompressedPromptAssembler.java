package dev.compresh.proxy;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.MediaCount;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.BodySplicer;
import dev.compresh.observe.Metrics;
import dev.compresh.session.PromptFingerprint;
import dev.compresh.token.MediaTokens;
import dev.compresh.token.TokenizerRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the body to forward from a plan, with its figures as the provider would count them. */
final class CompressedPromptAssembler {
  private final TokenizerRegistry tokenizerRegistry;
  private final PromptCaching caching;
  private final Metrics metrics;

  CompressedPromptAssembler(
      TokenizerRegistry tokenizerRegistry, PromptCaching caching, Metrics metrics) {
    this.tokenizerRegistry = tokenizerRegistry;
    this.caching = caching;
    this.metrics = metrics;
  }

  /** Tokens as the provider counts them: texts by what was learned, media by its vendor's rules. */
  private long billed(RoutingDecision routingDecision, long planned, MediaCount media) {
    long texts = Math.max(0, planned - media.planned());
    return tokenizerRegistry.estimate(routingDecision.upstream(), texts) + media.billed();
  }

  /**
   * Assembles the body and the figures of {@code compressionPlan}.
   *
   * @param edits changes of the body that have to be made in any case
   * @param estimated whether the tokens are estimates
   * @param record how the request goes out, where that has to be kept; null for most requests
   */
  CompressedPrompt assemble(
      RequestContext context,
      CompressionPlan compressionPlan,
      List<BodyEdit> edits,
      boolean estimated,
      @Nullable SentRecord record) {
    RoutingDecision routingDecision = context.routing();
    Prompt prompt = context.prompt();
    List<BodyEdit> all = new ArrayList<>(compressionPlan.edits());
    all.addAll(edits);
    PromptFingerprint promptFingerprint =
        routingDecision.mode().isRaw() || routingDecision.heldOut()
            ? null
            : FingerprintFactory.fingerprint(routingDecision, prompt, compressionPlan);
    long passing =
        record == null || !record.isKept()
            ? FingerprintFactory.passing(prompt, compressionPlan)
            : 0;
    CacheMarking marks = caching.marks(context, compressionPlan, promptFingerprint, passing > 0);
    all.addAll(marks.edits());
    byte[] body = all.isEmpty() ? prompt.body() : BodySplicer.apply(prompt.body(), all);
    MediaCount media = MediaCount.of(prompt, MediaTokens.forModel(routingDecision.upstream()));
    long original = billed(routingDecision, compressionPlan.original(), media);
    long forwarded = billed(routingDecision, compressionPlan.forwarded(), media);
    Map<String, Long> saved = new TreeMap<>();
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      String layer = plannedChange.layer().label();
      saved.merge(
          layer, (long) plannedChange.tokensBefore() - plannedChange.tokensAfter(), Long::sum);
      plannedChange.filters().forEach(metrics::outputFilter);
    }
    if (compressionPlan.note().equals("fault")) {
      metrics.compressionFault();
    } else if (compressionPlan.note().equals(CompressionPlan.TIME_LIMIT)) {
      metrics.compressionLate();
    }
    return new CompressedPrompt(
        body,
        !all.isEmpty(),
        compressionPlan.changes(),
        compressionPlan.edits(),
        media.planned() > 0 ? CompressedPrompt.UNLEARNED : compressionPlan.forwarded(),
        original,
        compressionPlan.forwarded() > compressionPlan.original()
            ? forwarded
            : Math.min(original, forwarded),
        estimated || media.billed() > 0,
        saved,
        promptFingerprint,
        passing,
        record,
        marks);
  }
}
