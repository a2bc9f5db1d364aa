package dev.compresh.session;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what was last sent in each session, as hashes, to predict what the provider's cache should
 * hold; in memory, and among the states of sessions where several instances share them. A session
 * may run several conversations at once (agents with helpers of their own), so a few are kept of
 * each.
 */
public final class PromptCacheTracker {
  private static final int LINES = 4;

  /** One miss may be chance, and has written the cache again. */
  private static final int MISSES = 2;

  private static final int PLACE_BYTES = 20;
  private static final int LINE_BYTES = 200;

  /** No provider's cache lives longer than this. */
  private static final Duration KEPT = Duration.ofHours(2);

  private final com.github.benmanes.caffeine.cache.Cache<SessionKey, List<SentPrompt>> sessions;
  private final @Nullable Sessions shared;

  /**
   * @param memory bound of what is kept, in bytes, roughly
   */
  public PromptCacheTracker(long memory) {
    this(memory, null);
  }

  /**
   * @param memory bound of what is kept in memory, in bytes, roughly
   * @param shared where other instances find it too; null where there are none
   */
  public PromptCacheTracker(long memory, @Nullable Sessions shared) {
    this.shared = shared;
    this.sessions =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .expireAfterAccess(KEPT)
            .weigher((SessionKey key, List<SentPrompt> lines) -> weight(lines))
            .build();
  }

  /**
   * The prefix that the previous request shares with the current prompt.
   *
   * @param sharedTokens tokens of it, uncompressed, that stand in the new one too
   * @param bust whether the new one leaves what was forwarded
   */
  public record PromptMatch(SentPrompt before, long sharedTokens, boolean bust) {}

  /** The prompt that {@code next} continues, null where none is known. */
  public @Nullable PromptMatch match(SessionKey session, PromptFingerprint next) {
    List<SentPrompt> lines = sessions.getIfPresent(session);
    SentPrompt best = null;
    int longest = 0;
    for (SentPrompt line : lines == null ? List.<SentPrompt>of() : lines) {
      int shared = line.trail().shared(next);
      if (shared > 0 && shared >= longest) {
        best = line;
        longest = shared;
      }
    }
    return best == null
        ? null
        : new PromptMatch(best, best.sharedTokens(next), best.trail().leftBy(next));
  }

  /** The expected content of the provider's cache for the current prompt. */
  public enum CacheExpectation {
    /** The cache may still hold what was sent before. */
    WARM,
    /** It has ceased to be read, or it is another model's. */
    COLD,
    /** Its life is over, as far as this instance saw it used. */
    EXPIRED,
    /** Nothing is known of this conversation. */
    UNKNOWN
  }

  /**
   * Returns what the cache holds of {@code next}.
   *
   * @param leastLife the life of caches of which no other is known
   */
  public CacheExpectation cache(
      SessionKey session, PromptFingerprint next, Instant now, Duration leastLife) {
    List<SentPrompt> lines = sessions.getIfPresent(session);
    boolean known = false;
    boolean expired = false;
    for (SentPrompt line : lines == null ? List.<SentPrompt>of() : lines) {
      // One that shares less is another branch, and says little of what the cache holds.
      if (2 * line.trail().shared(next) >= next.raw().length) {
        boolean warm = line.warm(now, leastLife);
        if (warm && line.misses() < MISSES) {
          return CacheExpectation.WARM;
        }
        known |= warm;
        expired |= !warm;
      } else {
        known |= line.trail().continuedBy(next);
      }
    }
    return known
        ? CacheExpectation.COLD
        : expired ? CacheExpectation.EXPIRED : CacheExpectation.UNKNOWN;
  }

  /** Keeps what was sent, in place of what it continues. Never blocks. */
  public void keep(SessionKey session, SentPrompt sent) {
    List<SentPrompt> lines =
        sessions
            .asMap()
            .compute(session, (key, known) -> append(known == null ? List.of() : known, sent));
    if (shared != null && lines != null) {
      shared.keepSoon(session.sent(), SentPromptCodec.encode(lines));
    }
  }

  /** Takes in what other instances have sent since. May block on the store. */
  public void refresh(SessionKey session) {
    if (shared != null) {
      shared.refresh(session.sent());
      SessionState state = shared.state(session.sent());
      List<SentPrompt> stored = SentPromptCodec.decode(state);
      List<SentPrompt> merged =
          sessions.asMap().compute(session, (key, known) -> merge(known, stored));
      // Two instances may have written at once: what the later one did not know is written again.
      if (merged != null) {
        SessionState whole = SentPromptCodec.encode(merged);
        if (state == null || !Arrays.equals(state.bytes(), whole.bytes())) {
          shared.keepSoon(session.sent(), whole);
        }
      }
    }
  }

  private static @Nullable List<SentPrompt> merge(
      @Nullable List<SentPrompt> known, List<SentPrompt> stored) {
    List<SentPrompt> all = new ArrayList<>(stored);
    all.addAll(known == null ? List.of() : known);
    all.sort(Comparator.comparing(SentPrompt::time));
    List<SentPrompt> merged = List.of();
    for (SentPrompt prompt : all) {
      merged = append(merged, prompt);
    }
    return merged.isEmpty() ? null : merged;
  }

  private static List<SentPrompt> append(List<SentPrompt> lines, SentPrompt sent) {
    List<SentPrompt> kept = new ArrayList<>(lines);
    kept.removeIf(line -> line.trail().shared(sent.trail()) == line.trail().raw().length);
    kept.add(sent);
    return List.copyOf(kept.subList(Math.max(0, kept.size() - LINES), kept.size()));
  }

  private static int weight(List<SentPrompt> lines) {
    long bytes = 0;
    for (SentPrompt line : lines) {
      bytes += LINE_BYTES + (long) PLACE_BYTES * line.trail().raw().length;
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
