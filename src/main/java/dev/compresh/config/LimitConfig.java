package dev.compresh.config;

/**
 * Limits of a key that has none of its own.
 *
 * @param requestsPerMinute requests in any 60 seconds, 0 for no limit
 */
public record LimitConfig(int requestsPerMinute) {
  public static final LimitConfig DEFAULT = new LimitConfig(2_000);

  static LimitConfig read(ConfigSection configSection) {
    int rate =
        configSection.integer("requests-per-minute", DEFAULT.requestsPerMinute, 0, 1_000_000_000);
    configSection.finish();
    return new LimitConfig(rate);
  }
}
