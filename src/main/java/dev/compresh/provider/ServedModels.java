package dev.compresh.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks servers that are no vendor's which models they serve, and keeps the answer for a while. A
 * server that gives none is left alone for a moment. Thread-safe; may block.
 */
public final class ServedModels {
  /** Nobody is asked. */
  public static final ServedModels NONE =
      new ServedModels(
          _ -> {
            throw new IOException("not asked");
          });

  private static final Logger LOG = LoggerFactory.getLogger(ServedModels.class);

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final int MOST_SERVERS = 200;
  private static final int MOST_NAMES = 2_000;
  private static final int LONGEST_NAME = 256;

  /** Fetches the names of a server's models. */
  @FunctionalInterface
  public interface ServedModelSource {
    List<String> fetch(Provider provider) throws IOException;
  }

  /** Identifies a server's answer: its address, and who asks. */
  private record ServerAccount(String account, ProviderOrigin origin) {}

  private final ServedModelSource source;
  private final Cache<ServerAccount, Optional<List<String>>> cache =
      Caffeine.newBuilder()
          .maximumSize(MOST_SERVERS)
          .expireAfter(
              Expiry.<ServerAccount, Optional<List<String>>>creating(
                  (_, names) -> names.isPresent() ? KEPT : AFTER_FAILURE))
          .build();

  public ServedModels(ServedModelSource source) {
    this.source = source;
  }

  /** Returns whether the server knows best which models it has. */
  static boolean isAsked(Provider provider) {
    return !provider.isVendorsOwn() && provider.models().isEmpty();
  }

  /** Returns the models of such a server; empty where it does not say. */
  Optional<List<String>> list(Provider provider) {
    return cache.get(
        new ServerAccount(provider.account(), provider.origin()), _ -> fetch(provider));
  }

  private Optional<List<String>> fetch(Provider provider) {
    try {
      return Optional.of(
          source.fetch(provider).stream()
              .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME)
              .distinct()
              .limit(MOST_NAMES)
              .toList());
    } catch (IOException | RuntimeException e) {
      LOG.debug("the provider {} gave no list of its models", provider.name());
      return Optional.empty();
    }
  }
}
