package dev.compresh.account.signin.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a provider's public keys. A token with a key that is not known has them fetched again, at
 * most twice in {@link #PAUSE}; while the provider is away the last ones stay good for a while.
 */
final class ProviderKeys {
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration AWAY = Duration.ofHours(1);
  private static final Duration WAIT = Duration.ofSeconds(15);

  private final ProviderTransport transport;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable URI address;
  private @Nullable JWKSource<SecurityContext> source;

  ProviderKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  /** The keys at {@code uri}. */
  JWKSource<SecurityContext> source(URI uri) throws OidcException {
    lock.lock();
    try {
      JWKSource<SecurityContext> current = source;
      if (current == null || !uri.equals(address)) {
        current =
            JWKSourceBuilder.create(uri.toURL(), this::fetch)
                .cache(FRESH.toMillis(), WAIT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(PAUSE.toMillis())
                .outageTolerant(AWAY.toMillis())
                .build();
        source = current;
        address = uri;
      }
      return current;
    } catch (MalformedURLException e) {
      throw OidcException.unavailable("jwks_uri is not a URL");
    } finally {
      lock.unlock();
    }
  }

  private Resource fetch(URL url) throws IOException {
    try {
      ProviderTransport.ProviderReply reply = transport.get(url.toURI(), null);
      if (reply.status() != 200) {
        throw new IOException("keys answered " + reply.status());
      }
      return new Resource(new String(reply.body(), StandardCharsets.UTF_8), "application/json");
    } catch (URISyntaxException e) {
      throw new IOException("jwks_uri is not a URI", e);
    }
  }
}
