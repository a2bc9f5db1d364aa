package dev.compresh.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Remembers which providers refuse to be asked for the usage of their streams ({@code
 * stream_options}). Thread-safe.
 */
public final class StreamUsageMemory {
  private static final int MOST_PROVIDERS = 1_000;

  /** A provider, as far as it decides what its server understands. */
  private record ServerName(String name, ProviderOrigin origin) {}

  private final Cache<ServerName, Boolean> refusing =
      Caffeine.newBuilder().maximumSize(MOST_PROVIDERS).build();

  /** Notes that {@code provider} has refused it. */
  public void refused(Provider provider) {
    refusing.put(new ServerName(provider.name(), provider.origin()), true);
  }

  /** Returns {@code candidate} as it is to be asked. */
  public Candidate apply(Candidate candidate) {
    Provider provider = candidate.provider();
    return provider.streamUsage()
            && refusing.getIfPresent(new ServerName(provider.name(), provider.origin())) != null
        ? new Candidate(
            provider.withoutStreamUsage(), candidate.model(), candidate.order(), candidate.weight())
        : candidate;
  }
}
