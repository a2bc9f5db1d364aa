package dev.compresh.proxy;

import dev.compresh.compression.PlannedChange;
import dev.compresh.json.BodyEdit;
import dev.compresh.session.PromptFingerprint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body to forward, and its figures.
 *
 * @param body for the first candidate: plain, without content coding
 * @param changed whether it differs from what the client sent
 * @param changes of the plan
 * @param cuts what compression changed in the client's body, without what the provider's sake asks
 * @param counted tokens of the forwarded prompt as counted here; {@link #UNLEARNED} where the
 *     provider's count says nothing about its tokenizer, as with media
 * @param original input tokens as sent, as the provider would count them
 * @param forwarded the same, of what goes out; above it only by turns that the client trimmed
 * @param estimated whether these are estimates
 * @param savedByLayer tokens that each layer saved
 * @param trail what was sent, as hashes; null where nothing was to be compressed
 * @param passing tokens of {@code forwarded} that are there for this turn alone
 * @param record how it goes out, where that has to be kept; null for most requests
 * @param marks breakpoints that were put in for the provider's cache
 */
record CompressedPrompt(
    byte[] body,
    boolean changed,
    List<PlannedChange> changes,
    List<BodyEdit> cuts,
    long counted,
    long original,
    long forwarded,
    boolean estimated,
    Map<String, Long> savedByLayer,
    @Nullable PromptFingerprint trail,
    long passing,
    @Nullable SentRecord record,
    CacheMarking marks) {

  static final long UNLEARNED = 0;

  /** Without bodies, for what comes when the request is out: that may be long after. */
  CompressedPrompt figures() {
    return new CompressedPrompt(
        new byte[0],
        changed,
        List.of(),
        List.of(),
        counted,
        original,
        forwarded,
        estimated,
        savedByLayer,
        trail,
        passing,
        record,
        marks.figures());
  }

  /** Returns what money is held by. */
  CostEstimator.RequestSize size() {
    return new CostEstimator.RequestSize(
        forwarded, saved(), estimated, CostEstimator.RequestSize.AS_ASKED);
  }

  /** The same for what is not charged by the tokens of its text. */
  CompressedPrompt measuring(long units) {
    return new CompressedPrompt(
        body,
        changed,
        changes,
        cuts,
        0,
        units,
        units,
        true,
        Map.of(),
        null,
        0,
        null,
        CacheMarking.NONE);
  }

  long saved() {
    return original - forwarded;
  }
}
