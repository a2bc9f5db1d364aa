package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.compression.CompressionMode;
import dev.compresh.config.CompressConfig;
import dev.compresh.http.Headers;
import dev.compresh.promptcache.CacheMode;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.ModelRouter;
import dev.compresh.provider.ModelRouting;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueEntry;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads how to compress (400), and finds who serves the model that a request names (404). */
final class RouteStage implements Stage {

  /** Bound of a model's name: it is stored with every request, and shown in reports. */
  private static final int LONGEST_NAME = 256;

  private final ProviderRegistry providerRegistry;
  private final Supplier<Catalogue> catalogue;
  private final CompressConfig defaults;

  RouteStage(
      ProviderRegistry providerRegistry, Supplier<Catalogue> catalogue, CompressConfig defaults) {
    this.providerRegistry = providerRegistry;
    this.catalogue = catalogue;
    this.defaults = defaults;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    Headers headers = context.head().headers();
    String cache = headers.first("x-compresh-cache");
    if (cache != null && CacheMode.named(cache.strip()).isEmpty()) {
      return StageResult.stop(
          ApiErrors.value("X-Compresh-Cache", "X-Compresh-Cache must be auto or passthrough."));
    }
    Optional<CompressionMode> mode = CompressionMode.named(mode(headers, context.key()));
    if (mode.isEmpty()) {
      return StageResult.stop(
          ApiErrors.value(
              "X-Compresh-Mode",
              "X-Compresh-Mode must be off, shadow, lossless, balanced or max."));
    }
    String named = context.prompt().envelope().model();
    String model = named == null ? context.endpoint().defaultModel() : named;
    if (model == null || model.isBlank()) {
      return StageResult.stop(
          ApiErrors.value(
              "model", "'model' is missing or not a string. Send the name of a model."));
    }
    if (model.length() > LONGEST_NAME) {
      return StageResult.stop(ApiErrors.longModelName(model.length(), LONGEST_NAME));
    }
    return route(context, model, mode.get());
  }

  private String mode(Headers headers, ApiKey key) {
    String asked = headers.first("x-compresh-mode");
    if (asked != null) {
      return asked.strip();
    }
    String own = key.mode();
    return own == null ? defaults.mode() : own;
  }

  private StageResult<RequestContext> route(
      RequestContext context, String model, CompressionMode mode) {
    CatalogueEntry named = catalogue.get().find(model).orElse(null);
    if (named != null && named.maintenance()) {
      return StageResult.stop(ApiErrors.maintenance());
    }
    ModelRouter modelRouter = providerRegistry.forOrganization(context.key().orgId()).router();
    return switch (named == null
        ? modelRouter.route(model, context.api())
        : modelRouter.route(named, context.api())) {
      case ModelRouting.NoRoute noRoute ->
          StageResult.stop(ApiErrors.modelNotFound(noRoute.message()));
      case ModelRouting.FoundRoute foundRoute -> {
        CatalogueEntry entry = named == null ? served(foundRoute) : named;
        if (entry != null && entry.maintenance()) {
          yield StageResult.stop(ApiErrors.maintenance());
        }
        context.setRoute(new RoutedModel(model, entry, foundRoute.candidates(), mode));
        yield StageResult.next(context);
      }
    };
  }

  /** Returns what holds for a model that is addressed past its entry, as {@code provider/model}. */
  private @Nullable CatalogueEntry served(ModelRouting.FoundRoute foundRoute) {
    Candidate first = foundRoute.candidates().getFirst();
    return catalogue.get().served(first.provider().name(), first.model()).orElse(null);
  }
}
