package dev.compresh.proxy;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.proxy.parameter.ParameterCheck;
import dev.compresh.proxy.parameter.ParameterCheck.FitParameters;
import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import dev.compresh.proxy.parameter.ParameterCheck.UnfitParameters;
import dev.compresh.proxy.parameter.ParameterViolation;
import org.jspecify.annotations.Nullable;

/**
 * Checks requests for models of the catalogue (400): before compression their fields, where the
 * model is strict; after it their length. What is not in the catalogue is for the provider to
 * judge.
 */
final class ParameterStage {
  /** Estimated counts are taken this part smaller: a request that may fit is not refused. */
  private static final int MARGIN = 10;

  /** From so many bytes on, prompts may have been estimated by their bytes, media included. */
  private static final int ROUGH_BYTES = 1 << 20;

  /** Bytes of text to a token at most, but for rare runs of blanks. */
  private static final int MOST_BYTES_PER_TOKEN = 8;

  /** The choice with what its provider needs said in its own words. */
  StageResult<RoutingDecision> check(RoutingDecision routingDecision, Prompt prompt) {
    CatalogueEntry entry = routingDecision.entry();
    ParameterForm parameterForm = form(routingDecision.endpoint());
    if (entry == null || !entry.strict() || parameterForm == null) {
      return StageResult.next(routingDecision);
    }
    return switch (ParameterCheck.check(entry, parameterForm, prompt)) {
      case FitParameters fitParameters ->
          StageResult.next(routingDecision.withEdits(fitParameters.edits()));
      case UnfitParameters(ParameterViolation v) ->
          StageResult.stop(ApiErrors.parameter(v.code(), v.param(), v.message()));
    };
  }

  /**
   * Returns whether the prompt and the answer asked for fit the model's window. Asked of strict
   * models, and of those whose window the operator has set: windows of other models grow by their
   * providers' leave.
   */
  StageResult<RoutingDecision> length(
      RoutingDecision routingDecision, Prompt prompt, CompressedPrompt compressedPrompt) {
    CatalogueEntry entry = routingDecision.entry();
    if (entry == null || !(entry.strict() || entry.bounded())) {
      return StageResult.next(routingDecision);
    }
    int window = entry.facts().context();
    if (window <= 0 || !routingDecision.endpoint().compresses()) {
      return StageResult.next(routingDecision);
    }
    long answer = Math.max(0, prompt.envelope().maxTokens());
    long held = routingDecision.held().inWindow();
    long length = atLeast(prompt, compressedPrompt) + held;
    return length + answer > window
        ? StageResult.stop(
            ApiErrors.contextExceeded(compressedPrompt.forwarded() + held, answer, window))
        : StageResult.next(routingDecision);
  }

  private static long atLeast(Prompt prompt, CompressedPrompt compressedPrompt) {
    long length = compressedPrompt.forwarded();
    if (!compressedPrompt.estimated()) {
      return length;
    }
    long least = length - length / MARGIN;
    return prompt.body().length > ROUGH_BYTES
        ? Math.min(least, text(prompt) / MOST_BYTES_PER_TOKEN)
        : least;
  }

  private static long text(Prompt prompt) {
    long bytes = 0;
    for (Message message : prompt.messages()) {
      for (PromptPart promptPart : message.parts()) {
        bytes += promptPart instanceof PromptPart.FixedPart ? 0 : promptPart.span().length();
      }
    }
    return bytes;
  }

  private static @Nullable ParameterForm form(ApiEndpoint apiEndpoint) {
    return switch (apiEndpoint) {
      case CHAT -> ParameterForm.CHAT;
      case MESSAGES -> ParameterForm.MESSAGES;
      case COUNT_TOKENS -> ParameterForm.COUNT_TOKENS;
      case RESPONSES -> ParameterForm.RESPONSES;
      case EMBEDDINGS -> ParameterForm.EMBEDDINGS;
      case SPEECH -> ParameterForm.SPEECH;
      case TRANSCRIPTIONS -> ParameterForm.TRANSCRIPTION;
      default -> null;
    };
  }
}
