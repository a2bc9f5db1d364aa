package dev.compresh.regret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Prompt;
import dev.compresh.session.SessionKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Watches many sessions. Bounded in memory. Used by one thread at a time. */
public final class WatchedSessions {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int ENTRY_BYTES = 500;

  private final Cache<SessionKey, WatchedSession> sessions;
  private final Supplier<Map<Layer, Long>> baseRates;

  /** A session, what its layers are worth, and those that were found unworthy. */
  private record WatchedSession(SessionWatch watch, LayerWorth worth, Set<Layer> unworthy) {}

  /**
   * The regrets found in a request.
   *
   * @param unworthy layers whose regrets came to more than they save with this request
   */
  public record WatchedRequest(RegretCounts counts, Set<Layer> unworthy) {}

  /**
   * @param bytes bound of what is remembered, roughly
   * @param baseRates of the same signs where nothing is cut, per million chances
   */
  public WatchedSessions(long bytes, Supplier<Map<Layer, Long>> baseRates) {
    this.baseRates = baseRates;
    this.sessions =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .expireAfterAccess(KEPT)
            .weigher(
                (SessionKey key, WatchedSession watchedSession) ->
                    ENTRY_BYTES + watchedSession.watch.size())
            .build();
  }

  /**
   * Takes in a request.
   *
   * @param sent as the client sent it
   * @param changes what compression changes in it, or would
   * @param tokens of what is forwarded
   */
  public WatchedRequest observe(
      SessionKey session, Prompt sent, List<PlannedChange> changes, long tokens) {
    WatchedSession known = sessions.getIfPresent(session);
    WatchedSession watchedSession =
        known != null
            ? known
            : new WatchedSession(new SessionWatch(), new LayerWorth(), EnumSet.noneOf(Layer.class));
    RegretCounts counts = watchedSession.watch.observe(sent, changes);
    watchedSession.worth.add(changes, counts, sent.messages().size(), tokens);
    Set<Layer> unworthy =
        counts.regrets().isEmpty()
            ? EnumSet.noneOf(Layer.class)
            : EnumSet.copyOf(watchedSession.worth.unworthy(baseRates.get()));
    unworthy.removeAll(watchedSession.unworthy);
    watchedSession.unworthy.addAll(unworthy);
    sessions.put(session, watchedSession); // weighs it as it is now
    return new WatchedRequest(counts, unworthy);
  }
}
