package dev.compresh.sim;

import java.time.Duration;

/** The time for which a piece of a prompt is kept in the cache after its last use. */
enum SimulatedLifetime {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  ONE_HOUR(Duration.ofHours(1)),
  HALF_HOUR(Duration.ofMinutes(30)),
  HALF_DAY(Duration.ofHours(12));

  private final Duration duration;

  SimulatedLifetime(Duration duration) {
    this.duration = duration;
  }

  Duration duration() {
    return duration;
  }
}
