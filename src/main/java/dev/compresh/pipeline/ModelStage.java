package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.config.CompressConfig;
import dev.compresh.pipeline.BodyStage.Body;
import dev.compresh.promptcache.CacheMode;
import dev.compresh.provider.Api;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Health;
import dev.compresh.provider.Offers;
import dev.compresh.provider.Provider;
import dev.compresh.provider.Route;
import dev.compresh.provider.Router;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.session.EarlierSessions;
import dev.compresh.session.HoldOut;
import dev.compresh.session.SessionIdentity;
import dev.compresh.session.SessionName;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says whose conversation it is (400), where its model is served (404, 403), and how to compress.
 */
final class ModelStage {

  /**
   * All choices of a request.
   *
   * @param model as the client named it
   * @param candidates the providers to ask, at least one, in this order
   * @param entry what the catalogue says of the model; null where it has none
   * @param edits what the model's provider needs said in its own words
   * @param heldOut whether the session is left uncompressed, whatever the mode, for comparison
   * @param longContext whether it asks for a window of a million tokens
   * @param cacheLife how long the provider's cache keeps the prompt since its last use
   * @param held what the provider adds to the prompt of what it holds
   * @param seesToCache whether the provider's cache is used for clients that don't use it
   */
  record Choice(
      Endpoint endpoint,
      Api api,
      String session,
      String model,
      List<Candidate> candidates,
      @Nullable CatalogueEntry entry,
      List<Edit> edits,
      CompressionMode mode,
      CompressionObjective objective,
      boolean heldOut,
      boolean longContext,
      Duration cacheLife,
      HeldHistory held,
      boolean seesToCache) {

    /** The provider that is asked first. */
    Provider provider() {
      return candidates.getFirst().provider();
    }

    /** The model as that provider knows it. */
    String upstream() {
      return candidates.getFirst().model();
    }

    /** The choice as if the candidate at {@code place} had been the only one. */
    Choice served(int place) {
      return place == 0
          ? this
          : new Choice(
              endpoint,
              api,
              session,
              model,
              List.of(candidates.get(place)),
              entry,
              edits,
              mode,
              objective,
              heldOut,
              longContext,
              cacheLife,
              held,
              seesToCache);
    }

    /** The same with these edits. */
    Choice with(List<Edit> words) {
      return words.isEmpty()
          ? this
          : new Choice(
              endpoint,
              api,
              session,
              model,
              candidates,
              entry,
              words,
              mode,
              objective,
              heldOut,
              longContext,
              cacheLife,
              held,
              seesToCache);
    }

    /** Whether all candidates are of one provider. */
    boolean hasOneProvider() {
      String first = provider().name();
      return candidates.stream().allMatch(c -> c.provider().name().equals(first));
    }

    /** The same, with the candidates in this order. */
    Choice ordered(List<Candidate> order) {
      return order.equals(candidates)
          ? this
          : new Choice(
              endpoint,
              api,
              session,
              model,
              order,
              entry,
              edits,
              mode,
              objective,
              heldOut,
              longContext,
              cacheLife,
              held,
              seesToCache);
    }

    /**
     * The same, served by these candidates alone.
     *
     * @param history what the provider adds to the prompt
     */
    Choice holding(List<Candidate> order, HeldHistory history) {
      return new Choice(
          endpoint,
          api,
          session,
          model,
          order,
          entry,
          edits,
          mode,
          objective,
          heldOut,
          longContext,
          cacheLife,
          history,
          seesToCache);
    }

    /** Whether its streams show their usage, asked for or not. */
    boolean alwaysUsage() {
      return entry != null && entry.alwaysUsage();
    }
  }

  /**
   * A prompt and the model that it names.
   *
   * @param entry what the catalogue says of the model; null where it has none
   */
  private record Named(String model, @Nullable CatalogueEntry entry, Prompt prompt) {}

  /** Bound of a model's name: it is stored with every request, and shown in reports. */
  private static final int LONGEST_NAME = 256;

  private final Offers offers;
  private final Health health;
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
      Offers offers,
      Health health,
      Supplier<Catalogue> catalogue,
      CompressConfig defaults,
      HeldObjectStage held,
      EarlierSessions earlier) {
    this.held = held;
    this.earlier = earlier;
    this.offers = offers;
    this.health = health;
    this.catalogue = catalogue;
    this.defaults = defaults;
    this.holdOut = new HoldOut(defaults.holdOut());
    this.cacheLife = new CacheLife(defaults.cacheLife());
  }

  Step<Choice> choose(RequestHead head, Endpoint endpoint, Api api, ApiKey key, Body body) {
    return switch (SessionIdentity.of(head.headers(), key.id(), body.prompt(), earlier)) {
      case SessionName.Invalid invalid -> Step.stop(Problems.session(invalid.message()));
      case SessionName.Named named -> {
        Problem tags = RequestTags.refuse(head.headers(), key);
        yield tags != null ? Step.stop(tags) : mode(head, endpoint, api, key, body, named.id());
      }
    };
  }

  private Step<Choice> mode(
      RequestHead head, Endpoint endpoint, Api api, ApiKey key, Body body, String session) {
    String asked = head.headers().first("x-compresh-mode");
    String cache = head.headers().first("x-compresh-cache");
    if (cache != null && CacheMode.named(cache.strip()).isEmpty()) {
      return Step.stop(
          Problems.value("X-Compresh-Cache", "X-Compresh-Cache takes auto or passthrough."));
    }
    Optional<CompressionMode> mode =
        CompressionMode.named(or(asked == null ? null : asked.strip(), key.mode(), defaults.mode()));
    if (mode.isEmpty()) {
      return Step.stop(
          Problems.value(
              "X-Compresh-Mode", "X-Compresh-Mode takes off, shadow, lossless, balanced or max."));
    }
    String model = body.prompt().envelope().model();
    if (model == null || model.isBlank()) {
      return Step.stop(Problems.value("model", "Name a model: \"model\" takes a string."));
    }
    if (model.length() > LONGEST_NAME) {
      return Step.stop(Problems.longModelName(model.length(), LONGEST_NAME));
    }
    CatalogueEntry named = catalogue.get().find(model).orElse(null);
    if (named != null && named.maintenance()) {
      return Step.stop(Problems.maintenance());
    }
    Router router = offers.of(key.orgId()).router();
    return switch (named == null ? router.route(model, api) : router.route(named, api)) {
      case Route.None none -> Step.stop(Problems.modelNotFound(none.message()));
      case Route.Found found -> {
        CatalogueEntry entry = named == null ? served(found) : named;
        List<Candidate> allowed = allowed(key, model, entry, found.candidates());
        if (entry != null && entry.maintenance()) {
          yield Step.stop(Problems.maintenance());
        }
        yield allowed.isEmpty()
            ? Step.stop(Problems.modelNotAllowed())
            : held.keep(
                key,
                choice(
                    head,
                    endpoint,
                    api,
                    key,
                    session,
                    new Named(model, entry, body.prompt()),
                    mode.get(),
                    allowed),
                body.prompt());
      }
    };
  }

  /** What holds for a model that is addressed past its entry, as {@code provider/model}. */
  private @Nullable CatalogueEntry served(Route.Found found) {
    Candidate first = found.candidates().getFirst();
    return catalogue.get().served(first.provider().name(), first.model()).orElse(null);
  }

  private Choice choice(
      RequestHead head,
      Endpoint endpoint,
      Api api,
      ApiKey key,
      String session,
      Named named,
      CompressionMode compressionMode,
      List<Candidate> allowed) {
    List<Candidate> candidates = health.ordered(allowed, session);
    String upstream = candidates.getFirst().model();
    boolean heldOut = heldOut(endpoint, compressionMode, session);
    return new Choice(
        endpoint,
        api,
        session,
        named.model(),
        candidates,
        named.entry(),
        List.of(),
        endpoint.compresses() ? compressionMode : CompressionMode.OFF,
        objective(key, upstream),
        heldOut,
        LongContext.isAsked(head.headers(), named.model()),
        cacheLife.of(upstream, named.prompt()),
        HeldHistory.NONE,
        !heldOut && endpoint.compresses() && seesToCache(head, key, candidates, compressionMode));
  }

  /** What a request, its key or its provider says of the cache holds in raw modes too. */
  private boolean seesToCache(RequestHead head, ApiKey key, List<Candidate> candidates, CompressionMode compressionMode) {
    String asked = head.headers().first("x-compresh-cache");
    String own = key.cache() == null ? candidates.getFirst().provider().cache() : key.cache();
    String said = asked == null ? own : asked.strip();
    return said == null
        ? !compressionMode.isRaw() && defaults.cache().equals(CacheMode.AUTO.label())
        : said.equals(CacheMode.AUTO.label());
  }

  private boolean heldOut(Endpoint endpoint, CompressionMode compressionMode, String session) {
    return !compressionMode.isRaw() && endpoint.compresses() && holdOut.holds(session);
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
      default -> catalogue.get().cached(upstream) ? CompressionObjective.COST : CompressionObjective.TOKENS;
    };
  }

  private static String or(@Nullable String first, @Nullable String second, String third) {
    return first != null ? first : second != null ? second : third;
  }
}
