package dev.compresh.config;

import java.time.Duration;

/**
 * Time limits of a provider's request. The defaults leave room for models that think long before
 * their first byte.
 *
 * @param connect until the connection is established, TLS included
 * @param firstByte from the request's last byte to the answer's first
 * @param idle between bytes of the answer
 * @param total from the start to the answer's end
 */
public record TimeLimitsConfig(
    Duration connect, Duration firstByte, Duration idle, Duration total) {
  public static final TimeLimitsConfig DEFAULT =
      new TimeLimitsConfig(
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofHours(1));

  /** Reads a section over {@code base}: what it leaves out stays as there. */
  static TimeLimitsConfig read(ConfigSection configSection, TimeLimitsConfig base) {
    Duration connect = configSection.duration("connect", base.connect);
    Duration firstByte = configSection.duration("first-byte", base.firstByte);
    Duration idle = configSection.duration("idle", base.idle);
    Duration total = configSection.duration("total", base.total);
    configSection.finish();
    return new TimeLimitsConfig(connect, firstByte, idle, total);
  }
}
