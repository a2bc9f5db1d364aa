package dev.compresh.provider;

import dev.compresh.config.FallbackConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tracks which providers have failed recently. One that fails a few times in a row, or asks for
 * time by {@code Retry-After}, cools down: it is asked last. When the time is over, one request
 * tries it; where that fails as well the time doubles (half-open circuit breaker).
 *
 * <p>What is said about a connection holds for the provider, what its answers say (a rate limit, an
 * overload) for the one model. In memory, per instance. Thread-safe.
 */
public final class ProviderHealth {
  private final StreamUsageMemory streamUsage = new StreamUsageMemory();

  /** Providers and models of which something is remembered; names come from clients as well. */
  private static final int MOST = 4_096;

  /** For so long one request alone tries a provider that has cooled down. */
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** A provider may ask for more time than this, but is not given it. */
  private static final Duration LONGEST_WISH = Duration.ofMinutes(10);

  private static final char BETWEEN = '\n';

  /** A provider's state for people. */
  public record HealthState(int failures, Duration cooling) {}

  /**
   * @param failures in a row
   * @param until nanoseconds on the clock at which it may be asked again
   * @param cools whether {@code until} counts
   */
  private record ProviderTrouble(int failures, long until, boolean cools) {}

  private final ConcurrentMap<String, ProviderTrouble> troubles = new ConcurrentHashMap<>();
  private final LongSupplier clock;

  public ProviderHealth() {
    this(System::nanoTime);
  }

  /**
   * @param clock in nanoseconds, as {@link System#nanoTime()}
   */
  public ProviderHealth(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * The candidates in the order in which they are to be asked: by their order, within one order by
   * weight and session; those that cool down behind all others, the least bad first.
   */
  public List<Candidate> ordered(List<Candidate> candidates, String session) {
    if (candidates.size() == 1) {
      return candidates;
    }
    long now = clock.getAsLong();
    List<Candidate> sorted = RendezvousHashing.sorted(candidates, session);
    if (troubles.isEmpty()) {
      return sorted;
    }
    record Cooling(Candidate candidate, long nanos) {}
    List<Candidate> ready = new ArrayList<>(sorted.size());
    List<Cooling> cooling = new ArrayList<>();
    for (Candidate candidate : sorted) {
      // The first that may be asked is the one that tries what has cooled down.
      long left = ready.isEmpty() ? claimed(candidate, now) : left(candidate, now);
      if (left <= 0) {
        ready.add(candidate);
      } else {
        cooling.add(new Cooling(candidate, left));
      }
    }
    cooling.sort(Comparator.comparingLong(Cooling::nanos));
    cooling.forEach(c -> ready.add(c.candidate));
    return List.copyOf(ready);
  }

  /**
   * {@code candidates}, in an order that {@link #ordered} gave, with the provider {@code name}
   * first unless it cools down.
   */
  public List<Candidate> preferring(List<Candidate> candidates, String name) {
    long now = clock.getAsLong();
    for (int i = 1; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      boolean first = candidates.getFirst().provider().name().equals(name);
      if (!first && candidate.provider().name().equals(name) && left(candidate, now) <= 0) {
        List<Candidate> order = new ArrayList<>(candidates);
        order.remove(i);
        order.addFirst(candidate);
        return List.copyOf(order);
      }
    }
    return candidates;
  }

  private long claimed(Candidate candidate, long now) {
    return Math.max(claim(whole(candidate), now), claim(single(candidate), now));
  }

  private long left(Candidate candidate, long now) {
    return Math.max(
        left(troubles.get(whole(candidate)), now), left(troubles.get(single(candidate)), now));
  }

  private static long left(@Nullable ProviderTrouble providerTrouble, long now) {
    return providerTrouble == null || !providerTrouble.cools ? 0 : providerTrouble.until - now;
  }

  /** As {@link #left}; where that time is over it starts again for all others, for the probe. */
  private long claim(String key, long now) {
    ProviderTrouble providerTrouble = troubles.get(key);
    long left = left(providerTrouble, now);
    if (providerTrouble == null || !providerTrouble.cools || left > 0) {
      return left;
    }
    ProviderTrouble probed =
        new ProviderTrouble(providerTrouble.failures, now + PROBE.toNanos(), true);
    return troubles.replace(key, providerTrouble, probed) ? 0 : PROBE.toNanos();
  }

  /** It has answered. */
  public void succeeded(Candidate candidate) {
    if (!troubles.isEmpty()) {
      troubles.remove(whole(candidate));
      troubles.remove(single(candidate));
    }
  }

  /** No connection could be made, or it came to nothing. */
  public void unreachable(Candidate candidate, FallbackConfig config) {
    failed(whole(candidate), Duration.ZERO, config);
  }

  /**
   * Its answer was a failure of its own.
   *
   * @param wish the time that it asks for; zero where it asks for none
   */
  public void refused(Candidate candidate, Duration wish, FallbackConfig config) {
    // That it can be reached is known now.
    troubles.remove(whole(candidate));
    failed(single(candidate), wish, config);
  }

  private void failed(String key, Duration wish, FallbackConfig config) {
    if (troubles.size() >= MOST && !troubles.containsKey(key)) {
      return;
    }
    long now = clock.getAsLong();
    troubles.merge(
        key,
        trouble(1, wish, now, config),
        (before, _) -> trouble(before.failures + 1, wish, now, config));
  }

  private static ProviderTrouble trouble(
      int failures, Duration wish, long now, FallbackConfig config) {
    long time = min(wish, LONGEST_WISH).toNanos();
    int above = failures - config.failures();
    if (above >= 0) {
      // Doubled 30 times, it is beyond any bound.
      long grown = config.coolDown().toMillis() << Math.min(above, 30);
      time = Math.max(time, min(Duration.ofMillis(grown), config.longestCoolDown()).toNanos());
    }
    return new ProviderTrouble(failures, now + time, time > 0);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns how {@code provider} does; its worst model counts. */
  public HealthState state(Provider provider) {
    long now = clock.getAsLong();
    String id = id(provider);
    int failures = 0;
    long left = 0;
    for (var entry : troubles.entrySet()) {
      String key = entry.getKey();
      boolean own =
          key.startsWith(id) && (key.length() == id.length() || key.charAt(id.length()) == BETWEEN);
      if (own) {
        failures = Math.max(failures, entry.getValue().failures);
        left = Math.max(left, left(entry.getValue(), now));
      }
    }
    return new HealthState(failures, Duration.ofNanos(left));
  }

  private static String id(Provider provider) {
    return provider.org() == null ? provider.name() : provider.name() + "@" + provider.org();
  }

  private static String whole(Candidate candidate) {
    return id(candidate.provider());
  }

  private static String single(Candidate candidate) {
    return id(candidate.provider()) + BETWEEN + candidate.model();
  }

  /** Providers that refuse to be asked for the usage of their streams. */
  public StreamUsageMemory streamUsage() {
    return streamUsage;
  }
}
