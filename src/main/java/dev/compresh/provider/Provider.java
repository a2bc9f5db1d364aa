package dev.compresh.provider;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
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
 * @param org the organisation whose own key or provider this is; null where it is everybody's
 */
public record Provider(
    String name,
    Kind kind,
    Origin origin,
    @Nullable Secret key,
    boolean trusted,
    boolean linkLocal,
    boolean free,
    Headers extra,
    boolean streamUsage,
    Set<Api> apis,
    List<String> models,
    TimeLimitsConfig timeLimits,
    @Nullable String cache,
    @Nullable String org) {

  /**
   * The provider that {@code config} describes.
   *
   * @param simulator where the simulated provider listens, for one of that kind without a base URL
   */
  public static Provider of(ProviderConfig config, URI simulator) {
    Kind kind = Kind.named(config.kind());
    URI url = config.baseUrl();
    if (url == null) {
      url = kind == Kind.SIMULATED ? simulator : URI.create(kind.baseUrl());
    }
    Origin origin = Origin.of(url);
    Boolean local = config.local();
    boolean trusted = local == null ? LocalHost.is(origin.host()) : local;
    List<Header> extra =
        config.headers().entrySet().stream()
            .map(e -> new Header(e.getKey().toLowerCase(Locale.ROOT), e.getValue()))
            .toList();
    return new Provider(
        config.name(),
        kind,
        origin,
        config.key(),
        trusted || config.linkLocal(),
        config.linkLocal(),
        Boolean.TRUE.equals(local),
        new Headers(extra),
        config.streamUsage(),
        apis(config, kind),
        config.models(),
        config.timeLimits(),
        config.cache(),
        null);
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
        owner);
  }

  private static Set<Api> apis(ProviderConfig config, Kind kind) {
    if (config.apis().isEmpty()) {
      return kind.apis();
    }
    Set<Api> apis = EnumSet.noneOf(Api.class);
    for (String name : config.apis()) {
      Api api = Api.valueOf(name.toUpperCase(Locale.ROOT));
      apis.add(api);
      if (api == Api.MESSAGES) {
        apis.add(Api.COUNT_TOKENS);
      }
    }
    return Set.copyOf(apis);
  }

  public boolean serves(Api api) {
    return apis.contains(api);
  }

  /** The path to ask it for, with the client's own query. */
  public String path(Api api, @Nullable String query) {
    String path = origin.path(api);
    return query == null ? path : path + "?" + query;
  }

  /** The path of its list of models, which costs nothing to ask for. */
  public String modelsPath() {
    Api api = kind == Kind.ANTHROPIC ? Api.MESSAGES : Api.CHAT;
    String path = origin.path(api);
    return path.substring(0, path.length() - api.path().length()) + "/models";
  }

  /** The headers of a request of our own, credentials included. */
  public Headers ownHeaders() {
    return OutgoingHeaders.of(
        this, kind == Kind.ANTHROPIC ? Api.MESSAGES : Api.CHAT, Headers.NONE, false, true);
  }
}
