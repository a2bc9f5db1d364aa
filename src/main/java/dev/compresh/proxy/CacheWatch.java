package dev.compresh.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compression.CacheBreakpoints;
import dev.compresh.compression.CacheBreakpoints.BreakpointPlace;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.session.PromptCacheTracker;
import dev.compresh.session.PromptFingerprint;
import dev.compresh.session.SessionKey;
import dev.compresh.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells at which messages the provider's cache held nothing of a conversation, and remembers them:
 * they are decisions that later turns must repeat, wherever those are served.
 */
final class CacheWatch {
  /** Shorter bodies are not compressed, or have nothing stale. */
  private static final int LEAST_BYTES = 16 << 10;

  /** Each covers what the ones before it did; older ones go, which costs nothing while cold. */
  private static final int MOST = 16;

  private static final int SESSIONS = 100_000;

  /** Another instance may have decided since. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private final PromptCacheTracker sent;
  private final Sessions sessions;
  private final InstantSource clock;
  private final Cache<SessionKey, CacheBreakpoints> known =
      Caffeine.newBuilder().maximumSize(SESSIONS).expireAfterWrite(FRESH).build();

  CacheWatch(PromptCacheTracker sent, Sessions sessions, InstantSource clock) {
    this.sent = sent;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * The anchors of {@code prompt}'s conversation, its last message among them where the cache is
   * cold now. May block on the store, seldom.
   *
   * @param promptFingerprint of the prompt as the client sent it
   * @param life of the provider's cache since its last use
   */
  CacheBreakpoints anchors(
      SessionKey session, Prompt prompt, PromptFingerprint promptFingerprint, Duration life) {
    if (prompt.body().length < LEAST_BYTES || prompt.messages().isEmpty()) {
      return CacheBreakpoints.NONE;
    }
    SessionKey row = session.anchors();
    if (wentOn(session, prompt, promptFingerprint)) {
      known.invalidate(session);
      sessions.refresh(row);
      sent.refresh(session);
    }
    CacheBreakpoints cacheBreakpoints =
        known.get(session, key -> AnchorBytes.read(sessions.state(row)));
    Message last = prompt.messages().getLast();
    if (cacheBreakpoints.isBreakpoint(last) || !cold(session, promptFingerprint, life)) {
      return cacheBreakpoints;
    }
    List<BreakpointPlace> places = new ArrayList<>(cacheBreakpoints.places());
    places.add(new BreakpointPlace(last.index(), last.digest()));
    CacheBreakpoints more =
        new CacheBreakpoints(places.subList(Math.max(0, places.size() - MOST), places.size()));
    // What the next turn's instance would not know is not decided.
    if (!sessions.keepDurably(row, AnchorBytes.write(more))) {
      return cacheBreakpoints;
    }
    known.put(session, more);
    return more;
  }

  /**
   * Returns whether the conversation went on since this instance saw it: another one has served it,
   * and may have decided.
   */
  private boolean wentOn(SessionKey session, Prompt prompt, PromptFingerprint promptFingerprint) {
    PromptCacheTracker.PromptMatch promptMatch = sent.match(session, promptFingerprint);
    if (promptMatch == null) {
      return true;
    }
    int known = Math.min(promptMatch.before().trail().raw().length, prompt.messages().size());
    return prompt.messages().subList(known, prompt.messages().size()).stream()
            .filter(message -> message.role() == MessageRole.ASSISTANT)
            .count()
        > 1;
  }

  private boolean cold(SessionKey session, PromptFingerprint promptFingerprint, Duration life) {
    Instant now = clock.instant();
    return switch (sent.cache(session, promptFingerprint, now, life)) {
      case WARM -> false;
      case COLD -> true;
      case EXPIRED -> !usedWithin(session, now, life, false);
      case UNKNOWN -> !usedWithin(session, now, life, true);
    };
  }

  /**
   * Returns whether any instance used the session so short a time ago.
   *
   * @param unknown the answer where no use is written down
   */
  private boolean usedWithin(SessionKey session, Instant now, Duration life, boolean unknown) {
    Instant used = sessions.lastUse(session);
    return used == null ? unknown : Duration.between(used, now).compareTo(life) < 0;
  }
}
