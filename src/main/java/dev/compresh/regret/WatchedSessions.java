package dev.compresh.regret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.Layer;
import dev.compresh.session.SessionKey;
import dev.compresh.wire.Prompt;
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

  private final Cache<SessionKey, Watched> sessions;
  private final Supplier<Map<Layer, Long>> baseRates;

  /** A session, what its layers are worth, and those that were found unworthy. */
  private record Watched(SessionWatch watch, LayerWorth worth, Set<Layer> unworthy) {}

  /**
   * What a request shows.
   *
   * @param unworthy layers whose regrets came to more than they save with this request
   */
  public record Observed(RegretCounts counts, Set<Layer> unworthy) {}

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
            .weigher((SessionKey key, Watched watched) -> ENTRY_BYTES + watched.watch.size())
            .build();
  }

  /**
   * Takes in a request.
   *
   * @param sent as the client sent it
   * @param changes what compression changes in it, or would
   * @param tokens of what is forwarded
   */
  public Observed observe(SessionKey session, Prompt sent, List<PlannedChange> changes, long tokens) {
    Watched known = sessions.getIfPresent(session);
    Watched watched =
        known != null
            ? known
            : new Watched(new SessionWatch(), new LayerWorth(), EnumSet.noneOf(Layer.class));
    RegretCounts counts = watched.watch.observe(sent, changes);
    watched.worth.add(changes, counts, sent.messages().size(), tokens);
    Set<Layer> unworthy =
        counts.regrets().isEmpty()
            ? EnumSet.noneOf(Layer.class)
            : EnumSet.copyOf(watched.worth.unworthy(baseRates.get()));
    unworthy.removeAll(watched.unworthy);
    watched.unworthy.addAll(unworthy);
    sessions.put(session, watched); // weighs it as it is now
    return new Observed(counts, unworthy);
  }
}
