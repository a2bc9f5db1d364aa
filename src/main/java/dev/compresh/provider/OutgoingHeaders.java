package dev.compresh.provider;

import dev.compresh.config.Secret;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.vendor.ProviderApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

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

  /** The beginning of a key of Compresh. */
  private static final String OWN_KEY = "comp_";

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

  /**
   * The client's own headers for {@code provider}, its credential included, in their order: without
   * what is meant for Compresh, keys of Compresh and the client's host.
   */
  public static Headers keepCredentials(Provider provider, Headers client) {
    List<Header> out = new ArrayList<>(client.size() + 1);
    out.add(new Header("host", provider.origin().authority()));
    for (Header line : client) {
      String name = line.name().toLowerCase(Locale.ROOT);
      boolean ours =
          name.equals("host")
              || name.equals("content-length")
              || name.equals("x-session-id")
              || name.startsWith("x-compresh-")
              || (DROPPED.contains(name) && line.value().contains(OWN_KEY));
      if (!ours) {
        out.add(line);
      }
    }
    return new Headers(out);
  }

  /** {@code query} without keys of Compresh; null where nothing is left. */
  public static @Nullable String query(@Nullable String query) {
    if (query == null || !query.contains(OWN_KEY)) {
      return query;
    }
    StringJoiner kept = new StringJoiner("&");
    for (String parameter : query.split("&", -1)) {
      if (!parameter.contains(OWN_KEY)) {
        kept.add(parameter);
      }
    }
    return kept.length() == 0 ? null : kept.toString();
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
