package dev.compresh.session.sent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.session.SessionKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the memory of sessions, bounded by weight and by the time since a session's last use. */
final class SessionMemory {
  private static final Duration KEPT = Duration.ofDays(7);

  private SessionMemory() {}

  static Cache<SessionKey, SentSession> cache(InstantSource clock, long bytes) {
    return Caffeine.newBuilder()
        .maximumWeight(bytes)
        .expireAfterAccess(KEPT)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .weigher((SessionKey _, SentSession entries) -> entries.weight())
        .evictionListener((_, entries, _) -> evict(entries))
        .executor(Runnable::run)
        .build();
  }

  private static void evict(@Nullable SentSession entries) {
    if (entries != null) {
      entries.evict();
    }
  }
}
