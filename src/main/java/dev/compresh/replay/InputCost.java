package dev.compresh.replay;

/**
 * Cost of input in hundredths of one uncached input token, under the two ways providers charge:
 * automatic caching (read 0.1, rest 1.0: OpenAI) and written caching (read 0.1, rest 1.25:
 * Anthropic).
 */
record InputCost(long automatic, long written) {
  static final InputCost NONE = new InputCost(0, 0);

  static InputCost of(long read, long total) {
    long fresh = total - read;
    return new InputCost(read * 10 + fresh * 100, read * 10 + fresh * 125);
  }

  InputCost plus(InputCost other) {
    return new InputCost(automatic + other.automatic, written + other.written);
  }
}
