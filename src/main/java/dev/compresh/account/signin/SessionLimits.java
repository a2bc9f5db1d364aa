package dev.compresh.account.signin;

import java.time.Duration;

/**
 * The lifetime of sign-ins.
 *
 * @param idle without a request
 * @param life in all
 */
public record SessionLimits(Duration idle, Duration life) {
  public static final SessionLimits DEFAULT =
      new SessionLimits(Duration.ofHours(2), Duration.ofHours(24));
}
