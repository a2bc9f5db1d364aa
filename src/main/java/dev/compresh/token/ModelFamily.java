package dev.compresh.token;

/**
 * Models that share a tokenizer, or nearly so.
 *
 * <p>The initial factor is what a model of the family is taken to count for each thousand o200k
 * tokens, before any usage is seen: guesses from the size of the vocabularies (128,000 to 152,000
 * entries: some 5 % more than o200k's 200,000), and a fifth more for Claude. Usage reported by the
 * provider corrects them soon, see {@link FamilyFactors}.
 */
public enum ModelFamily {
  GPT(1000),
  CLAUDE(1200),
  GEMINI(1000),
  LLAMA(1050),
  MISTRAL(1050),
  QWEN(1050),
  DEEPSEEK(1050),
  GROK(1050),

  /** No known family; a little too many tokens is the safer error. */
  OTHER(1100);

  private final int initialPermille;

  ModelFamily(int initialPermille) {
    this.initialPermille = initialPermille;
  }

  /** Tokens of the family for each thousand o200k tokens, before anything was learned. */
  public int initialPermille() {
    return initialPermille;
  }
}
