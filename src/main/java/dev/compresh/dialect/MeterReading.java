package dev.compresh.dialect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was read of an answer on its way to the client.
 *
 * @param usage the provider's own figures, null where it sent none so far
 * @param doubts figures among them that cannot be, or that are missing
 * @param samplings how often the model was run for the answer, as far as reported; at least once
 * @param textTokens output tokens of the text delivered, estimated from its length
 * @param contentEnded whether the model had finished its answer, so that only its figures were to
 *     come
 * @param reasoningShown whether the model's reasoning was a part of the text delivered
 * @param failed whether the answer is, or contains, an error
 * @param inputTransformations what the provider says it did to the request before the model read it
 * @param madeIds ids of what the provider made for the answer and keeps
 * @param pendingId the response that the provider goes on with in the background, so that its
 *     figures come with a later request; "" for none
 */
public record MeterReading(
    @Nullable Usage usage,
    Set<UsageDoubt> doubts,
    int samplings,
    long textTokens,
    boolean contentEnded,
    boolean reasoningShown,
    boolean failed,
    List<InputTransformation> inputTransformations,
    List<String> madeIds,
    String pendingId) {

  /** Of an answer that never came. */
  public static final MeterReading NONE = MeterReading.of(null, 0);

  public MeterReading {
    doubts = Set.copyOf(doubts);
    inputTransformations = List.copyOf(inputTransformations);
    madeIds = List.copyOf(madeIds);
  }

  /** A reading of nothing but these figures and so many tokens of text. */
  public static MeterReading of(@Nullable Usage usage, long textTokens) {
    return new MeterReading(
        usage, Set.of(), 1, textTokens, false, false, false, List.of(), List.of(), "");
  }

  /**
   * Returns whether the provider ran the model more than once, each time with a prompt of its own.
   */
  public boolean isRunAgain() {
    return samplings > 1 || (usage != null && !usage.extras().tools().isEmpty());
  }

  /** The same with these figures, and with doubts in addition to those already there. */
  public MeterReading withUsage(@Nullable Usage figures, Set<UsageDoubt> more) {
    Set<UsageDoubt> all = EnumSet.noneOf(UsageDoubt.class);
    all.addAll(doubts);
    all.addAll(more);
    return new MeterReading(
        figures,
        all,
        samplings,
        textTokens,
        contentEnded,
        reasoningShown,
        failed,
        inputTransformations,
        madeIds,
        pendingId);
  }

  /** The same without figures, for what costs nothing. */
  public MeterReading withoutUsage() {
    return new MeterReading(
        null,
        Set.of(),
        samplings,
        textTokens,
        contentEnded,
        reasoningShown,
        failed,
        inputTransformations,
        madeIds,
        pendingId);
  }

  /** The same with another estimate of the output. */
  public MeterReading withTextTokens(long tokens) {
    return new MeterReading(
        usage,
        doubts,
        samplings,
        tokens,
        contentEnded,
        reasoningShown,
        failed,
        inputTransformations,
        madeIds,
        pendingId);
  }

  /** The same with these transformations of the input. */
  public MeterReading withInputTransformations(List<InputTransformation> transformations) {
    return new MeterReading(
        usage,
        doubts,
        samplings,
        textTokens,
        contentEnded,
        reasoningShown,
        failed,
        transformations,
        madeIds,
        pendingId);
  }

  /** The same with these objects made. */
  public MeterReading withMadeIds(List<String> ids) {
    return new MeterReading(
        usage,
        doubts,
        samplings,
        textTokens,
        contentEnded,
        reasoningShown,
        failed,
        inputTransformations,
        ids,
        pendingId);
  }
}
