package dev.compresh.pipeline;

import dev.compresh.compress.PromptTokens;
import dev.compresh.token.ModelTokens;
import dev.compresh.token.Tokenizers;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;

/**
 * Says how many tokens a prompt has for its provider. Rests on the model and the text alone, not on
 * what was learned of the provider's counts: it decides on bytes.
 */
final class PromptSizes {
  private static final long PERMILLE = 1_000;

  private final Tokenizers tokenizers;
  private final Compressors compressors;

  PromptSizes(Tokenizers tokenizers, Compressors compressors) {
    this.tokenizers = tokenizers;
    this.compressors = compressors;
  }

  /** Tokens of tools and system text. */
  long fixed(String orgId, String model, Prompt prompt) {
    ModelTokens tokens = tokenizers.forModel(model);
    PromptTokens counts = compressors.of(tokens.tokenizer(), orgId).counts();
    return told(tokens, counts.fixed(prompt));
  }

  /** The same, and the system messages that lead the conversation. */
  long leading(String orgId, String model, Prompt prompt) {
    ModelTokens tokens = tokenizers.forModel(model);
    PromptTokens counts = compressors.of(tokens.tokenizer(), orgId).counts();
    long counted = counts.fixed(prompt);
    for (Message message : prompt.messages()) {
      if (message.role() != Role.SYSTEM) {
        break;
      }
      counted += counts.count(prompt, message);
    }
    return told(tokens, counted);
  }

  /** {@code counted} tokens of our own count, as the provider would count them. */
  long told(String model, long counted) {
    return told(tokenizers.forModel(model), counted);
  }

  private static long told(ModelTokens tokens, long counted) {
    return tokens.exact()
        ? counted
        : counted * Math.max(PERMILLE, tokens.family().initialPermille()) / PERMILLE;
  }
}
