package dev.compresh.proxy;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.provider.catalogue.CatalogueEntry;

/**
 * Checks whether the compressed prompt and the answer asked for fit the model's window (400). Asked
 * of strict models, and of those whose window the operator has set: windows of other models grow by
 * their providers' leave.
 */
final class CheckLengthStage implements Stage {
  /** Estimated counts are taken this part smaller: a request that may fit is not refused. */
  private static final int MARGIN = 10;

  /** From so many bytes on, prompts may have been estimated by their bytes, media included. */
  private static final int ROUGH_BYTES = 1 << 20;

  /** Bytes of text to a token at most, but for rare runs of blanks. */
  private static final int MOST_BYTES_PER_TOKEN = 8;

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    CatalogueEntry entry = context.routing().entry();
    if (entry == null || !(entry.strict() || entry.bounded())) {
      return StageResult.next(context);
    }
    int window = entry.facts().context();
    if (window <= 0 || !context.endpoint().compresses()) {
      return StageResult.next(context);
    }
    Prompt prompt = context.prompt();
    CompressedPrompt compressedPrompt = context.compressed();
    long answer = Math.max(0, prompt.envelope().maxTokens());
    long held = context.routing().held().inWindow();
    long length = atLeast(prompt, compressedPrompt) + held;
    return length + answer > window
        ? StageResult.stop(
            ApiErrors.contextExceeded(compressedPrompt.forwarded() + held, answer, window))
        : StageResult.next(context);
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
}
