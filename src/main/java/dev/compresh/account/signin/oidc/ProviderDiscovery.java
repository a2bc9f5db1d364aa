package dev.compresh.account.signin.oidc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a provider's discovery document when it is needed, and keeps it for an hour. While the
 * provider is away the last one stays good, and it is not asked more than once in a few seconds.
 */
final class ProviderDiscovery {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final String issuer;
  private final ProviderTransport transport;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ProviderMetadata known;
  private @Nullable OidcException failure;
  private Instant next = Instant.MIN;

  ProviderDiscovery(String issuer, ProviderTransport transport, InstantSource clock) {
    this.issuer = issuer;
    this.transport = transport;
    this.clock = clock;
  }

  ProviderMetadata metadata() throws OidcException {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(next)) {
        refresh(now);
      }
      ProviderMetadata metadata = known;
      if (metadata == null) {
        throw failure == null ? OidcException.unavailable("no discovery document") : failure;
      }
      return metadata;
    } finally {
      lock.unlock();
    }
  }

  private void refresh(Instant now) {
    try {
      known = fetch();
      failure = null;
      next = now.plus(FRESH);
    } catch (OidcException e) {
      failure = e;
      next = now.plus(PAUSE);
    }
  }

  private ProviderMetadata fetch() throws OidcException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      ProviderTransport.ProviderReply reply = transport.get(URI.create(base + PATH), null);
      if (reply.status() != 200) {
        throw OidcException.unavailable("discovery answered " + reply.status());
      }
      return ProviderMetadata.parse(reply.body(), issuer);
    } catch (IOException e) {
      throw OidcException.unavailable("discovery failed: " + e.getMessage());
    }
  }
}
