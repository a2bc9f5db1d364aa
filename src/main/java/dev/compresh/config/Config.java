package dev.compresh.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration.
 *
 * @param providers at least one; the simulated provider where nothing else is configured
 * @param crossOrigin web pages that may send requests
 * @param passThrough requests that are passed on as they are
 * @param models what the operator says of models
 * @param catalogue how the catalogue is refreshed
 * @param proxy what connections to providers go through
 * @param tls the certificates of connections
 * @param bootstrapKey the API key to create at first start, null for a random one
 * @param source the file that was read, or {@code "no file"}
 * @param warnings what looks like a mistake and does no harm
 * @param settings each setting with the place that it comes from
 */
public record Config(
    ServerConfig server,
    ConnectionConfig connections,
    MemoryConfig memory,
    AdminConfig admin,
    OidcConfig oidc,
    DataConfig data,
    DatabaseConfig database,
    RedisConfig redis,
    CompressConfig compress,
    LimitConfig limits,
    MoneyConfig money,
    RecallConfig recall,
    SecurityConfig security,
    LogConfig log,
    TelemetryConfig telemetry,
    AlertConfig alerts,
    List<ProviderConfig> providers,
    RoutingConfig routing,
    FallbackConfig fallback,
    CrossOriginConfig crossOrigin,
    PassThroughConfig passThrough,
    List<ModelConfig> models,
    CatalogueConfig catalogue,
    ProxyConfig proxy,
    TlsConfig tls,
    @Nullable Secret bootstrapKey,
    String source,
    List<String> warnings,
    List<EffectiveSetting> settings) {

  /**
   * As it can take the place of one that runs: what is bound to the start stays as it was there.
   */
  public Config running(ServerConfig listening, Config before, LogConfig logging) {
    return new Config(
        listening,
        before.connections,
        before.memory,
        before.admin,
        before.oidc,
        before.data,
        before.database,
        before.redis,
        compress,
        limits,
        money,
        before.recall,
        before.security,
        logging,
        before.telemetry,
        before.alerts,
        providers,
        routing,
        fallback,
        crossOrigin,
        passThrough,
        models,
        before.catalogue,
        before.proxy,
        before.tls,
        bootstrapKey,
        source,
        warnings,
        Stream.concat(
                settings.stream().filter(EffectiveSetting::isReloadable),
                before.settings.stream().filter(setting -> !setting.isReloadable()))
            .toList());
  }
}
