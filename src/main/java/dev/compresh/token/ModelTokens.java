package dev.compresh.token;

/**
 * Counts the tokens of a model.
 *
 * @param tokenizer counts under the model's vocabulary, or under o200k where that is not public
 * @param exact whether it is the model's own vocabulary; else counts are estimates
 * @param family whose factor brings an estimate nearer to the provider's count
 */
public record ModelTokens(Tokenizer tokenizer, boolean exact, ModelFamily family) {}
