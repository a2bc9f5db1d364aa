package dev.compresh.promptcache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time for which a provider keeps a prefix after its last use, as requested by an Anthropic
 * breakpoint.
 */
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

  /** As it is stored: its minutes; 0 for none. */
  static byte code(@Nullable CacheLifetime life) {
    return life == null ? 0 : (byte) life.duration.toMinutes();
  }

  /** The life of that code; null for none. */
  static @Nullable CacheLifetime of(byte code) {
    for (CacheLifetime life : values()) {
      if (code(life) == code) {
        return life;
      }
    }
    return null;
  }

  /** The longer of the two. */
  CacheLifetime atLeast(CacheLifetime other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
