package dev.compresh.promptcache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How long a provider keeps a prefix after its last use, as a breakpoint of Anthropic asks it. */
public enum CacheLifetime {
  FIVE_MINUTES(Duration.ofMinutes(5), "\"cache_control\":{\"type\":\"ephemeral\"}"),
  ONE_HOUR(Duration.ofHours(1), "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}");

  private final Duration duration;
  private final String member;

  CacheLifetime(Duration duration, String member) {
    this.duration = duration;
    this.member = member;
  }

  public Duration duration() {
    return duration;
  }

  /** The member that marks a block, with {@code before} and {@code after} around it. */
  byte[] member(String before, String after) {
    return (before + member + after).getBytes(StandardCharsets.US_ASCII);
  }

  /** The longer of the two. */
  CacheLifetime atLeast(CacheLifetime other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
