package dev.compresh.provider;

import dev.compresh.config.Secret;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.vendor.ProviderApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The headers of a provider's request: the client's without its credentials, with the provider's
 * own instead.
 */
public final class OutgoingHeaders {
  /** The client's credentials, what is meant for Compresh, and what each hop says for itself. */
  private static final Set<String> DROPPED =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "proxy-authorization",
          "x-session-id",
          "host",
          "content-length");

  private OutgoingHeaders() {}

  /**
   * Headers for {@code provider}.
   *
   * @param client the client's headers, without those of the connection
   * @param decoded whether the body goes out decoded, so that its coding is no longer named
   * @param identity whether the answer must come uncoded, because it is read on the way
   */
  public static Headers build(
      Provider provider,
      ProviderApi providerApi,
      Headers client,
      boolean decoded,
      boolean identity) {
    List<Header> out = new ArrayList<>(client.size() + 4);
    out.add(new Header("host", provider.origin().authority()));
    for (Header line : client) {
      String name = line.name().toLowerCase(Locale.ROOT);
      boolean dropped =
          DROPPED.contains(name)
              || name.startsWith("x-compresh-")
              || (decoded && name.equals("content-encoding"))
              || (identity && name.equals("accept-encoding"))
              || provider.extra().first(name) != null;
      if (!dropped) {
        out.add(line);
      }
    }
    if (identity) {
      out.add(new Header("accept-encoding", "identity"));
    }
    credentials(provider, providerApi, client, out);
    provider.extra().forEach(out::add);
    return new Headers(out);
  }

  private static void credentials(
      Provider provider, ProviderApi providerApi, Headers client, List<Header> out) {
    Secret key = provider.key();
    if (key != null) {
      provider.kind().credential(providerApi, key.reveal()).ifPresent(out::add);
    }
    providerApi
        .kind()
        .versionHeader()
        .filter(version -> client.first(version.name()) == null)
        .filter(version -> provider.extra().first(version.name()) == null)
        .ifPresent(out::add);
  }
}
