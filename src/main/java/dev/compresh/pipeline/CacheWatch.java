package dev.compresh.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compress.Anchors;
import dev.compresh.compress.Anchors.Place;
import dev.compresh.session.SentPrompts;
import dev.compresh.session.SessionKey;
import dev.compresh.session.Sessions;
import dev.compresh.session.Trail;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells at which messages the provider's cache held nothing of a conversation, and remembers them:
 * they are decisions that later turns must repeat. What is lost costs one more rewriting.
 */
final class CacheWatch {
  /** Shorter bodies are not compressed, or have nothing stale. */
  private static final int LEAST_BYTES = 16 << 10;

  /** Each covers what the ones before it did; older ones go, which costs nothing while cold. */
  private static final int MOST = 16;

  private static final int SESSIONS = 100_000;

  /** Another instance may have decided since. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private final SentPrompts sent;
  private final Sessions sessions;
  private final Duration life;
  private final InstantSource clock;
  private final Cache<SessionKey, Anchors> known =
      Caffeine.newBuilder().maximumSize(SESSIONS).expireAfterWrite(FRESH).build();

  /**
   * @param life of a provider's cache since its last use
   */
  CacheWatch(SentPrompts sent, Sessions sessions, Duration life, InstantSource clock) {
    this.sent = sent;
    this.sessions = sessions;
    this.life = life;
    this.clock = clock;
  }

  /**
   * The anchors of {@code prompt}'s conversation, its last message among them where the cache is
   * cold now. May block on the store, seldom.
   *
   * @param trail of the prompt as the client sent it
   */
  Anchors anchors(SessionKey session, Prompt prompt, Trail trail) {
    if (prompt.body().length < LEAST_BYTES || prompt.messages().isEmpty()) {
      return Anchors.NONE;
    }
    SessionKey row = session.anchors();
    Anchors anchors = known.get(session, key -> AnchorBytes.read(sessions.state(row)));
    Message last = prompt.messages().getLast();
    if (anchors.at(last) || !cold(session, trail)) {
      return anchors;
    }
    List<Place> places = new ArrayList<>(anchors.places());
    places.add(new Place(last.index(), last.digest()));
    Anchors more = new Anchors(places.subList(Math.max(0, places.size() - MOST), places.size()));
    known.put(session, more);
    sessions.keep(row, AnchorBytes.write(more));
    return more;
  }

  private boolean cold(SessionKey session, Trail trail) {
    Instant now = clock.instant();
    return switch (sent.cache(session, trail, now, life)) {
      case WARM -> false;
      case COLD -> true;
      case UNKNOWN -> {
        Instant used = sessions.lastUse(session);
        yield used != null && Duration.between(used, now).compareTo(life) >= 0;
      }
    };
  }
}
