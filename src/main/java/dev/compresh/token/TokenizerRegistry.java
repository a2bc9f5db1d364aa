package dev.compresh.token;

/**
 * Holds the counter of each model, and how far its count is from the provider's. One for the whole
 * program. Thread-safe.
 */
public final class TokenizerRegistry {
  private final ExactTokenizers exactTokenizers;
  private final FamilyFactors factors = new FamilyFactors();

  public TokenizerRegistry(ExactTokenizers exactTokenizers) {
    this.exactTokenizers = exactTokenizers;
  }

  /**
   * Returns how to count for {@code model}, by its name, with or without a provider before it
   * ({@code openai/gpt-4o}). Any name has an answer; an unknown one is an estimate under o200k.
   */
  public ModelTokens forModel(String model) {
    ModelFamily family = TokenizerNames.family(model);
    return switch (TokenizerNames.kind(model)) {
      case O200K -> new ModelTokens(exactTokenizers.o200k(), true, family);
      case CL100K -> new ModelTokens(exactTokenizers.cl100k(), true, family);
      case ESTIMATE -> new ModelTokens(exactTokenizers.o200k(), false, family);
    };
  }

  /**
   * Learns from a request's usage how the model's provider counts; nothing where counts are exact.
   *
   * @param counted input tokens of the forwarded prompt, as the model's counter counts them
   * @param reported input tokens of the same prompt by the provider, cached ones included
   */
  public void observe(String model, long counted, long reported) {
    if (TokenizerNames.kind(model) == TokenizerNames.TokenizerKind.ESTIMATE) {
      factors.observe(TokenizerNames.family(model), counted, reported);
    }
  }

  /**
   * Returns what the model's provider would report for {@code counted} tokens: the same where
   * counts are exact, else times the factor learned so far. For reports and reservations; never for
   * a decision on bytes, which must be the same on every instance.
   */
  public long estimate(String model, long counted) {
    return TokenizerNames.kind(model) == TokenizerNames.TokenizerKind.ESTIMATE
        ? factors.estimate(TokenizerNames.family(model), counted)
        : counted;
  }

  /** The factor of a family in thousandths, as learned so far. */
  public int factorPermille(ModelFamily family) {
    return factors.permille(family);
  }
}
