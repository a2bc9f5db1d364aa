package dev.compresh.pipeline;

import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.pipeline.parameter.Parameters;
import dev.compresh.pipeline.parameter.Parameters.Fit;
import dev.compresh.pipeline.parameter.Parameters.Form;
import dev.compresh.pipeline.parameter.Parameters.Unfit;
import dev.compresh.pipeline.parameter.Violation;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
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
  Step<Choice> check(Choice choice, Prompt prompt) {
    CatalogueEntry entry = choice.entry();
    Form form = form(choice.endpoint());
    if (entry == null || !entry.strict() || form == null) {
      return Step.next(choice);
    }
    return switch (Parameters.check(entry, form, prompt)) {
      case Fit fit -> Step.next(choice.with(fit.edits()));
      case Unfit(Violation v) -> Step.stop(Problems.parameter(v.code(), v.param(), v.message()));
    };
  }

  /**
   * Whether the prompt and the answer asked for fit the model's window. Asked of strict models, and
   * of those whose window the operator has set: windows of other models grow by their providers'
   * leave.
   */
  Step<Choice> length(Choice choice, Prompt prompt, Compressed compressed) {
    CatalogueEntry entry = choice.entry();
    if (entry == null || !(entry.strict() || entry.bounded())) {
      return Step.next(choice);
    }
    int window = entry.facts().context();
    if (window <= 0 || !choice.endpoint().compresses()) {
      return Step.next(choice);
    }
    long answer = Math.max(0, prompt.envelope().maxTokens());
    long held = choice.held().inWindow();
    long length = atLeast(prompt, compressed) + held;
    return length + answer > window
        ? Step.stop(Problems.contextExceeded(compressed.forwarded() + held, answer, window))
        : Step.next(choice);
  }

  private static long atLeast(Prompt prompt, Compressed compressed) {
    long length = compressed.forwarded();
    if (!compressed.estimated()) {
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
      for (Part part : message.parts()) {
        bytes += part instanceof Part.Fixed ? 0 : part.span().length();
      }
    }
    return bytes;
  }

  private static @Nullable Form form(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT -> Form.CHAT;
      case MESSAGES -> Form.MESSAGES;
      case COUNT_TOKENS -> Form.COUNT_TOKENS;
      case RESPONSES -> Form.RESPONSES;
      case EMBEDDINGS -> Form.EMBEDDINGS;
      case SPEECH -> Form.SPEECH;
      case TRANSCRIPTIONS -> Form.TRANSCRIPTION;
      default -> null;
    };
  }
}
