package dev.compresh.proxy;

import dev.compresh.compression.PromptTokens;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.token.ModelTokens;
import dev.compresh.token.TokenizerRegistry;

/**
 * Counts the tokens of a prompt for its provider. Depends on the model and the text alone, not on
 * what was learned of the provider's counts: it decides on bytes.
 */
final class PromptSizes {
  private static final long PERMILLE = 1_000;

  private final TokenizerRegistry tokenizerRegistry;
  private final CompressorRegistry compressorRegistry;

  PromptSizes(TokenizerRegistry tokenizerRegistry, CompressorRegistry compressorRegistry) {
    this.tokenizerRegistry = tokenizerRegistry;
    this.compressorRegistry = compressorRegistry;
  }

  /** Tokens of tools and system text. */
  long fixed(String orgId, String model, Prompt prompt) {
    ModelTokens tokens = tokenizerRegistry.forModel(model);
    PromptTokens counts = compressorRegistry.forTokenizer(tokens.tokenizer(), orgId).counts();
    return readSizes(tokens, counts.fixed(prompt));
  }

  /** The same, and the system messages that lead the conversation. */
  long leading(String orgId, String model, Prompt prompt) {
    ModelTokens tokens = tokenizerRegistry.forModel(model);
    PromptTokens counts = compressorRegistry.forTokenizer(tokens.tokenizer(), orgId).counts();
    long counted = counts.fixed(prompt);
    for (Message message : prompt.messages()) {
      if (message.role() != MessageRole.SYSTEM) {
        break;
      }
      counted += counts.count(prompt, message);
    }
    return readSizes(tokens, counted);
  }

  /** {@code counted} tokens of our own count, as the provider would count them. */
  long readSizes(String model, long counted) {
    return readSizes(tokenizerRegistry.forModel(model), counted);
  }

  private static long readSizes(ModelTokens tokens, long counted) {
    return tokens.exact()
        ? counted
        : counted * Math.max(PERMILLE, tokens.family().initialPermille()) / PERMILLE;
  }
}
