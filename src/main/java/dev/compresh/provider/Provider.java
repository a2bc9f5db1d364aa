package dev.compresh.provider;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.ProviderNetworkConfig;
import dev.compresh.config.Secret;
import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.vendor.ProviderApi;
import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import dev.compresh.vendor.VendorHosts;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider that requests may go to.
 *
 * @param key its credential, null where it wants none
 * @param trusted whether private and loopback addresses are allowed: the operator said so, or wrote
 *     a base URL that can mean nothing else
 * @param linkLocal whether link-local addresses are allowed as well; only where the operator said
 *     so
 * @param free whether what it serves costs nothing: the operator said that it is local
 * @param extra headers added to each request
 * @param streamUsage whether it understands {@code stream_options.include_usage}
 * @param models names that the operator lists for it
 * @param cache what is said of its prompt cache, {@code auto} or {@code passthrough}; null for
 *     nothing
 * @param network its proxy and the certificate that it asks for
 * @param org the organisation whose own key or provider this is; null where it is everybody's
 * @param takesClientCredentials whether a client's own credential is passed on to it
 */
public record Provider(
    String name,
    ProviderKind kind,
    ProviderOrigin origin,
    @Nullable Secret key,
    boolean trusted,
    boolean linkLocal,
    boolean free,
    Headers extra,
    boolean streamUsage,
    Set<ProviderApi> apis,
    List<String> models,
    TimeLimitsConfig timeLimits,
    @Nullable String cache,
    ProviderNetworkConfig network,
    @Nullable String org,
    boolean takesClientCredentials) {

  /** Represents the owner of accounts that belong to clients. */
  private static final String CLIENTS = "clients";

  /**
   * The provider that {@code config} describes.
   *
   * @param simulator where the simulated provider listens, for one of that kind without a base URL
   */
  public static Provider of(ProviderConfig config, URI simulator) {
    ProviderKind providerKind = ProviderKindRegistry.find(config.kind()).orElseThrow();
    URI url = config.baseUrl();
    if (url == null) {
      url = providerKind.isSimulated() ? simulator : URI.create(providerKind.baseUrl());
    }
    ProviderOrigin providerOrigin = ProviderOrigin.of(url);
    Boolean local = config.local();
    boolean trusted = local == null ? LocalHost.is(providerOrigin.host()) : local;
    List<Header> extra =
        config.headers().entrySet().stream()
            .map(e -> new Header(e.getKey().toLowerCase(Locale.ROOT), e.getValue()))
            .toList();
    return new Provider(
        config.name(),
        providerKind,
        providerOrigin,
        config.key(),
        trusted || config.linkLocal(),
        config.linkLocal(),
        Boolean.TRUE.equals(local),
        new Headers(extra),
        config.streamUsage(),
        apis(config, providerKind),
        config.models(),
        config.timeLimits(),
        config.cache(),
        config.network(),
        null,
        config.takesClientCredentials());
  }

  /** The account that requests go to: an organisation's own is another one than everybody's. */
  public String account() {
    return org == null ? name : name + "@" + org;
  }

  /** With another key: one that was set while running, or an organisation's own. */
  public Provider withKey(@Nullable Secret other, @Nullable String owner) {
    return new Provider(
        name,
        kind,
        origin,
        other,
        trusted,
        linkLocal,
        free,
        extra,
        streamUsage,
        apis,
        models,
        timeLimits,
        cache,
        network,
        owner,
        takesClientCredentials);
  }

  /** The same as clients use it with credentials of their own: without a key, at no cost. */
  Provider withClientCredentials() {
    return new Provider(
        name,
        kind,
        origin,
        null,
        trusted,
        linkLocal,
        true,
        Headers.NONE,
        streamUsage,
        apis,
        models,
        timeLimits,
        cache,
        network,
        CLIENTS,
        true);
  }

  /** The same where streams can't be asked for their usage. */
  public Provider withoutStreamUsage() {
    return new Provider(
        name,
        kind,
        origin,
        key,
        trusted,
        linkLocal,
        free,
        extra,
        false,
        apis,
        models,
        timeLimits,
        cache,
        network,
        org,
        takesClientCredentials);
  }

  /** Returns whether clients use it with credentials of their own, and pay for it. */
  public boolean isClientPaid() {
    return CLIENTS.equals(org);
  }

  /** The same at its list price. */
  public Provider atListPrice() {
    return new Provider(
        name,
        kind,
        origin,
        key,
        trusted,
        linkLocal,
        false,
        extra,
        streamUsage,
        apis,
        models,
        timeLimits,
        cache,
        network,
        org,
        takesClientCredentials);
  }

  /** Returns whether it is the vendor's own service, not a server that speaks the same API. */
  public boolean isVendorsOwn() {
    return kind.isSimulated() || VendorHosts.isVendors(origin.host());
  }

  /** Returns whether it has a vendor's name but is another server: its models are its own. */
  boolean isRenamed() {
    return !isVendorsOwn() && VendorHosts.isVendorName(name);
  }

  private static Set<ProviderApi> apis(ProviderConfig config, ProviderKind providerKind) {
    if (config.apis().isEmpty()) {
      return providerKind.apis();
    }
    Set<ProviderApi> apis = EnumSet.noneOf(ProviderApi.class);
    for (String name : config.apis()) {
      ProviderApi providerApi = ProviderApi.valueOf(name.toUpperCase(Locale.ROOT));
      apis.add(providerApi);
      if (providerApi == ProviderApi.MESSAGES) {
        apis.add(ProviderApi.COUNT_TOKENS);
      }
      if (providerApi == ProviderApi.GENERATE_CONTENT) {
        apis.add(ProviderApi.COUNT_CONTENT);
      }
      if (providerApi == ProviderApi.RESPONSES) {
        apis.add(ProviderApi.COMPACT);
        apis.add(ProviderApi.INPUT_TOKENS);
      }
    }
    return Set.copyOf(apis);
  }

  public boolean serves(ProviderApi providerApi) {
    return apis.contains(providerApi);
  }

  /** The path to ask it for, with the client's own query. */
  public String path(ProviderApi providerApi, @Nullable String query) {
    String path = origin.path(providerApi);
    return query == null ? path : path + "?" + query;
  }

  /** The path of {@code below} in an API whose paths name more than the API, likewise. */
  public String path(
      ProviderApi providerApi, String version, String below, @Nullable String query) {
    String path = origin.path(providerApi, version, below);
    return query == null ? path : path + "?" + query;
  }

  /** The path of what lies at {@code below} under its versioned base URL, with that query. */
  public String pathBelow(String below, @Nullable String query) {
    String models = modelsPath();
    String path = models.substring(0, models.length() - "/models".length()) + below;
    return query == null ? path : path + "?" + query;
  }

  /** The path of its list of models, which costs nothing to ask for. */
  public String modelsPath() {
    ProviderApi providerApi = kind.mainApi();
    if (providerApi.path().equals("/models")) {
      return origin.path(providerApi);
    }
    String path = origin.path(providerApi);
    return path.substring(0, path.length() - providerApi.path().length()) + "/models";
  }

  /** The headers of a request of our own, credentials included. */
  public Headers ownHeaders() {
    return OutgoingHeaders.build(this, kind.mainApi(), Headers.NONE, false, true);
  }
}
