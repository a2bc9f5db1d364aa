package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.config.CompressConfig;
import dev.compresh.dialect.Prompt;
import dev.compresh.promptcache.CacheMode;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.ModelRouter;
import dev.compresh.provider.ModelRouting;
import dev.compresh.provider.ProviderApi;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.session.EarlierSessions;
import dev.compresh.session.HoldOut;
import dev.compresh.session.SessionIdentity;
import dev.compresh.session.SessionName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Resolves the session (400), the route of the model (404, 403), and how to compress. */
final class ModelStage {

  /**
   * A prompt and the model that it names.
   *
   * @param entry what the catalogue says of the model; null where it has none
   */
  private record NamedPrompt(String model, @Nullable CatalogueEntry entry, Prompt prompt) {}

  /** Bound of a model's name: it is stored with every request, and shown in reports. */
  private static final int LONGEST_NAME = 256;

  private final ProviderRegistry providerRegistry;
  private final ProviderHealth providerHealth;
  private final Supplier<Catalogue> catalogue;
  private final CompressConfig defaults;
  private final HoldOut holdOut;
  private final CacheLife cacheLife;
  private final HeldObjectStage held;
  private final EarlierSessions earlier;

  /**
   * @param earlier sessions whose ids were derived otherwise
   */
  ModelStage(
      ProviderRegistry providerRegistry,
      ProviderHealth providerHealth,
      Supplier<Catalogue> catalogue,
      CompressConfig defaults,
      HeldObjectStage held,
      EarlierSessions earlier) {
    this.held = held;
    this.earlier = earlier;
    this.providerRegistry = providerRegistry;
    this.providerHealth = providerHealth;
    this.catalogue = catalogue;
    this.defaults = defaults;
    this.holdOut = new HoldOut(defaults.holdOut());
    this.cacheLife = new CacheLife(defaults.cacheLife());
  }

  StageResult<RoutingDecision> choose(
      RequestHead head,
      ApiEndpoint apiEndpoint,
      ProviderApi providerApi,
      ApiKey key,
      ReadBody readBody) {
    return switch (SessionIdentity.identify(head.headers(), key.id(), readBody.prompt(), earlier)) {
      case SessionName.InvalidSessionName invalidSessionName ->
          StageResult.stop(ApiErrors.session(invalidSessionName.message()));
      case SessionName.NamedSession namedSession -> {
        ApiError tags = RequestTags.refuse(head.headers(), key);
        yield tags != null
            ? StageResult.stop(tags)
            : mode(head, apiEndpoint, providerApi, key, readBody, namedSession.id());
      }
    };
  }

  private StageResult<RoutingDecision> mode(
      RequestHead head,
      ApiEndpoint apiEndpoint,
      ProviderApi providerApi,
      ApiKey key,
      ReadBody readBody,
      String session) {
    String asked = head.headers().first("x-compresh-mode");
    String cache = head.headers().first("x-compresh-cache");
    if (cache != null && CacheMode.named(cache.strip()).isEmpty()) {
      return StageResult.stop(
          ApiErrors.value("X-Compresh-Cache", "X-Compresh-Cache must be auto or passthrough."));
    }
    Optional<CompressionMode> mode =
        CompressionMode.named(
            or(asked == null ? null : asked.strip(), key.mode(), defaults.mode()));
    if (mode.isEmpty()) {
      return StageResult.stop(
          ApiErrors.value(
              "X-Compresh-Mode",
              "X-Compresh-Mode must be off, shadow, lossless, balanced or max."));
    }
    String named = readBody.prompt().envelope().model();
    String model = named == null ? apiEndpoint.defaultModel() : named;
    if (model == null || model.isBlank()) {
      return StageResult.stop(
          ApiErrors.value(
              "model", "'model' is missing or not a string. Send the name of a model."));
    }
    if (model.length() > LONGEST_NAME) {
      return StageResult.stop(ApiErrors.longModelName(model.length(), LONGEST_NAME));
    }
    CatalogueEntry entryNamed = catalogue.get().find(model).orElse(null);
    if (entryNamed != null && entryNamed.maintenance()) {
      return StageResult.stop(ApiErrors.maintenance());
    }
    ModelRouter modelRouter = providerRegistry.forOrganization(key.orgId()).router();
    return switch (entryNamed == null
        ? modelRouter.route(model, providerApi)
        : modelRouter.route(entryNamed, providerApi)) {
      case ModelRouting.NoRoute noRoute ->
          StageResult.stop(ApiErrors.modelNotFound(noRoute.message()));
      case ModelRouting.FoundRoute foundRoute -> {
        CatalogueEntry entry = entryNamed == null ? served(foundRoute) : entryNamed;
        List<Candidate> allowed = allowed(key, model, entry, foundRoute.candidates());
        if (entry != null && entry.maintenance()) {
          yield StageResult.stop(ApiErrors.maintenance());
        }
        yield allowed.isEmpty()
            ? StageResult.stop(ApiErrors.modelNotAllowed())
            : held.keep(
                key,
                choice(
                    head,
                    apiEndpoint,
                    providerApi,
                    key,
                    session,
                    new NamedPrompt(model, entry, readBody.prompt()),
                    mode.get(),
                    allowed),
                readBody.prompt());
      }
    };
  }

  /** Returns what holds for a model that is addressed past its entry, as {@code provider/model}. */
  private @Nullable CatalogueEntry served(ModelRouting.FoundRoute foundRoute) {
    Candidate first = foundRoute.candidates().getFirst();
    return catalogue.get().served(first.provider().name(), first.model()).orElse(null);
  }

  private RoutingDecision choice(
      RequestHead head,
      ApiEndpoint apiEndpoint,
      ProviderApi providerApi,
      ApiKey key,
      String session,
      NamedPrompt namedPrompt,
      CompressionMode compressionMode,
      List<Candidate> allowed) {
    List<Candidate> candidates =
        providerHealth.ordered(allowed, session).stream()
            .map(providerHealth.streamUsage()::apply)
            .toList();
    String upstream = candidates.getFirst().model();
    boolean heldOut = heldOut(apiEndpoint, compressionMode, session);
    return new RoutingDecision(
        apiEndpoint,
        providerApi,
        session,
        namedPrompt.model(),
        candidates,
        namedPrompt.entry(),
        List.of(),
        apiEndpoint.compresses() ? compressionMode : CompressionMode.OFF,
        objective(key, upstream),
        heldOut,
        LongContext.isAsked(head.headers(), namedPrompt.model()),
        cacheLife.lifetime(upstream, namedPrompt.prompt()),
        HeldHistory.NONE,
        !heldOut
            && apiEndpoint.compresses()
            && seesToCache(head, key, candidates, compressionMode));
  }

  /**
   * Returns whether caching is handled: the setting of request, key or provider holds in raw modes
   * too.
   */
  private boolean seesToCache(
      RequestHead head, ApiKey key, List<Candidate> candidates, CompressionMode compressionMode) {
    String asked = head.headers().first("x-compresh-cache");
    String own = key.cache() == null ? candidates.getFirst().provider().cache() : key.cache();
    String said = asked == null ? own : asked.strip();
    return said == null
        ? !compressionMode.isRaw() && defaults.cache().equals(CacheMode.AUTO.label())
        : said.equals(CacheMode.AUTO.label());
  }

  private boolean heldOut(
      ApiEndpoint apiEndpoint, CompressionMode compressionMode, String session) {
    return !compressionMode.isRaw() && apiEndpoint.compresses() && holdOut.holds(session);
  }

  /** Those that the key may use: all where it may use the model by one of its names here. */
  private static List<Candidate> allowed(
      ApiKey key, String model, @Nullable CatalogueEntry entry, List<Candidate> candidates) {
    return AllowedModels.allows(key, model, entry)
        ? candidates
        : candidates.stream().filter(c -> AllowedModels.allows(key, c.model(), entry)).toList();
  }

  private CompressionObjective objective(ApiKey key, String upstream) {
    return switch (or(null, key.objective(), defaults.objective()).toLowerCase(Locale.ROOT)) {
      case "tokens" -> CompressionObjective.TOKENS;
      case "cost" -> CompressionObjective.COST;
      default ->
          catalogue.get().cached(upstream)
              ? CompressionObjective.COST
              : CompressionObjective.TOKENS;
    };
  }

  private static String or(@Nullable String first, @Nullable String second, String third) {
    return first != null ? first : second != null ? second : third;
  }
}
