package dev.compresh.gateway.upstream;

import java.time.Duration;

/**
 * Limits of connections to providers.
 *
 * @param idle for how long an unused connection is kept; below the minute after which many load
 *     balancers drop theirs
 * @param maxIdlePerLoop unused connections kept per origin and event loop
 * @param maxHead bound of an answer's head, in bytes
 */
public record UpstreamOptions(Duration idle, int maxIdlePerLoop, int maxHead) {
  public static final UpstreamOptions DEFAULT =
      new UpstreamOptions(Duration.ofSeconds(50), 256, 256 * 1024);
}
