package dev.compresh.replay;

/**
 * Cost of input in hundredths of one uncached input token, under the two ways providers charge:
 * automatic caching (read 0.1, rest 1.0: OpenAI) and written caching (read 0.1, rest 1.25:
 * Anthropic).
 */
record Cost(long automatic, long written) {
  static final Cost NONE = new Cost(0, 0);

  static Cost of(long read, long total) {
    long fresh = total - read;
    return new Cost(read * 10 + fresh * 100, read * 10 + fresh * 125);
  }

  Cost plus(Cost other) {
    return new Cost(automatic + other.automatic, written + other.written);
  }
}
