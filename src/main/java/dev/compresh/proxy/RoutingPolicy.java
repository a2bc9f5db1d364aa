package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.config.CompressConfig;
import dev.compresh.promptcache.CacheMode;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.session.HoldOut;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Decides on the order of providers, and what is made of a prompt for them. */
final class RoutingPolicy {
  private final ProviderHealth providerHealth;
  private final Supplier<Catalogue> catalogue;
  private final CompressConfig defaults;
  private final HoldOut holdOut;
  private final CacheLife cacheLife;

  RoutingPolicy(
      ProviderHealth providerHealth, Supplier<Catalogue> catalogue, CompressConfig defaults) {
    this.providerHealth = providerHealth;
    this.catalogue = catalogue;
    this.defaults = defaults;
    this.holdOut = new HoldOut(defaults.holdOut());
    this.cacheLife = new CacheLife(defaults.cacheLife());
  }

  /**
   * Decides on a request whose model is known.
   *
   * @param allowed the candidates that may be asked, at least one
   */
  RoutingDecision decide(RequestContext context, List<Candidate> allowed) {
    String session = context.session().id();
    RoutedModel route = context.route();
    boolean compresses = context.endpoint().compresses();
    List<Candidate> candidates =
        providerHealth.ordered(allowed, session).stream()
            .map(providerHealth.streamUsage()::apply)
            .toList();
    String upstream = candidates.getFirst().model();
    boolean heldOut = !route.mode().isRaw() && compresses && holdOut.holds(session);
    return new RoutingDecision(
        context.endpoint(),
        context.api(),
        session,
        route.name(),
        candidates,
        route.entry(),
        List.of(),
        compresses ? route.mode() : CompressionMode.OFF,
        objective(context.key(), upstream),
        heldOut,
        LongContext.isAsked(context.head().headers(), route.name()),
        cacheLife.lifetime(upstream, context.prompt()),
        HeldHistory.NONE,
        !heldOut && compresses && seesToCache(context, candidates));
  }

  /**
   * Returns whether caching is handled: the setting of request, key or provider holds in raw modes
   * too.
   */
  private boolean seesToCache(RequestContext context, List<Candidate> candidates) {
    String asked = context.head().headers().first("x-compresh-cache");
    String key = context.key().cache();
    String own = key == null ? candidates.getFirst().provider().cache() : key;
    String said = asked == null ? own : asked.strip();
    return said == null
        ? !context.route().mode().isRaw() && defaults.cache().equals(CacheMode.AUTO.label())
        : said.equals(CacheMode.AUTO.label());
  }

  private CompressionObjective objective(ApiKey key, String upstream) {
    String own = key.objective();
    String asked = own == null ? defaults.objective() : own;
    return switch (asked.toLowerCase(Locale.ROOT)) {
      case "tokens" -> CompressionObjective.TOKENS;
      case "cost" -> CompressionObjective.COST;
      default ->
          catalogue.get().cached(upstream)
              ? CompressionObjective.COST
              : CompressionObjective.TOKENS;
    };
  }
}
