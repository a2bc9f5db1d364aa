package dev.compresh.config;

import java.time.Duration;

/**
 * Configures what is tried when a model's provider fails before its first byte and another one
 * serves the model as well.
 *
 * @param tries attempts for one request, the first included
 * @param time since the first attempt; after it no other one begins
 * @param patience a {@code Retry-After} up to here is waited for and the same provider asked again,
 *     once; a longer one leads to the next provider at once
 * @param afterSending whether a request that was sent, but not answered (a time limit, a closed
 *     connection), is sent to another provider: it may then be worked on, and paid for, twice
 * @param failures failures in a row after which a provider is left alone for a time
 * @param coolDown that time, at first; it doubles with each further failure
 * @param longestCoolDown bound of that time
 */
public record FallbackConfig(
    int tries,
    Duration time,
    Duration patience,
    boolean afterSending,
    int failures,
    Duration coolDown,
    Duration longestCoolDown) {
  public static final FallbackConfig DEFAULT =
      new FallbackConfig(
          4,
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          false,
          3,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));

  private static final int MOST = 100;

  static FallbackConfig read(ConfigSection configSection) {
    int tries = configSection.integer("tries", DEFAULT.tries, 1, MOST);
    Duration time = configSection.duration("time", DEFAULT.time);
    Duration patience = configSection.duration("patience", DEFAULT.patience);
    boolean sending = configSection.flag("after-sending", DEFAULT.afterSending);
    int failures = configSection.integer("failures", DEFAULT.failures, 1, MOST);
    Duration cool = configSection.duration("cool-down", DEFAULT.coolDown);
    Duration longest = configSection.duration("longest-cool-down", DEFAULT.longestCoolDown);
    configSection.finish();
    return new FallbackConfig(tries, time, patience, sending, failures, cool, longest);
  }
}
