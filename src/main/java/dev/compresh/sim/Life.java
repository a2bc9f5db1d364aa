package dev.compresh.sim;

import java.time.Duration;

/** How long a piece of a prompt is kept in the cache after its last use. */
enum Life {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  ONE_HOUR(Duration.ofHours(1));

  private final Duration duration;

  Life(Duration duration) {
    this.duration = duration;
  }

  Duration duration() {
    return duration;
  }
}
