package dev.compresh.config;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that have an environment variable of their own. */
public enum EnvironmentSetting {
  HOST("COMPRESH_HOST", "server.host"),
  PORT("COMPRESH_PORT", "server.port"),
  MAX_BODY("COMPRESH_MAX_BODY", "server.max-body"),
  DRAIN_GRACE("COMPRESH_DRAIN_GRACE", "server.drain-grace"),
  MEMORY_CACHES("COMPRESH_MEMORY_CACHES", "memory.caches"),
  MEMORY_BODIES("COMPRESH_MEMORY_BODIES", "memory.bodies"),
  CONNECTIONS("COMPRESH_CONNECTIONS", "connections.most"),
  CONNECTIONS_PER_ADDRESS("COMPRESH_CONNECTIONS_PER_ADDRESS", "connections.per-address"),
  ADMIN_HOST("COMPRESH_ADMIN_HOST", "admin.host"),
  ADMIN_PORT("COMPRESH_ADMIN_PORT", "admin.port"),
  OIDC_ISSUER("COMPRESH_OIDC_ISSUER", "oidc.issuer"),
  OIDC_CLIENT_ID("COMPRESH_OIDC_CLIENT_ID", "oidc.client-id"),
  OIDC_CLIENT_SECRET("COMPRESH_OIDC_CLIENT_SECRET", "oidc.client-secret"),
  DATA("COMPRESH_DATA", "data.folder"),
  DATABASE_URL("COMPRESH_DATABASE_URL", "database.url"),
  REDIS_URL("COMPRESH_REDIS_URL", "redis.url"),
  STORE_GRACE("COMPRESH_STORE_GRACE", "store.grace"),
  MODE("COMPRESH_MODE", "compress.mode"),
  OBJECTIVE("COMPRESH_OBJECTIVE", "compress.objective"),
  TIME_BUDGET("COMPRESH_TIME_BUDGET", "compress.time-budget"),
  SKIP_TOOLS("COMPRESH_SKIP_TOOLS", "compress.skip-tools"),
  HOLD_OUT("COMPRESH_HOLD_OUT", "compress.hold-out"),
  CACHE_LIFE("COMPRESH_CACHE_LIFE", "compress.cache-life"),
  CONTEXT_WINDOW("COMPRESH_CONTEXT_WINDOW", "compress.context-window"),
  SUSPEND_LAYERS("COMPRESH_SUSPEND_LAYERS", "compress.suspend-layers"),
  CACHE("COMPRESH_CACHE", "compress.cache"),
  RATE_LIMIT("COMPRESH_RATE_LIMIT", "limits.requests-per-minute"),
  ASSUMED_OUTPUT("COMPRESH_ASSUMED_OUTPUT", "money.assumed-output"),
  STRIPE_WEBHOOK_SECRET("COMPRESH_STRIPE_WEBHOOK_SECRET", "money.stripe-webhook-secret"),
  RECALL_STORE("COMPRESH_RECALL_STORE", "recall.store"),
  KEY_FILE("COMPRESH_KEY_FILE", "security.key-file"),
  MARKER_SECRET("COMPRESH_MARKER_SECRET", "security.marker-secret"),
  CORS_ORIGINS("COMPRESH_CORS_ORIGINS", "cors.origins"),
  PASSTHROUGH_UNKNOWN("COMPRESH_PASSTHROUGH_UNKNOWN", "passthrough.unknown"),
  UNKNOWN_MODELS("COMPRESH_UNKNOWN_MODELS", "unknown-models"),
  PROXY_URL("HTTPS_PROXY", "proxy.url"),
  NO_PROXY("NO_PROXY", "proxy.no-proxy"),
  TLS_CA_FILE("COMPRESH_TLS_CA_FILE", "tls.ca-file"),
  TLS_CERTIFICATE("COMPRESH_TLS_CERTIFICATE_FILE", "tls.clients.certificate-file"),
  TLS_KEY("COMPRESH_TLS_KEY_FILE", "tls.clients.key-file"),
  ADMIN_TLS_CERTIFICATE("COMPRESH_ADMIN_TLS_CERTIFICATE_FILE", "tls.admin.certificate-file"),
  ADMIN_TLS_KEY("COMPRESH_ADMIN_TLS_KEY_FILE", "tls.admin.key-file"),
  LOG_LEVEL("COMPRESH_LOG_LEVEL", "log.level"),
  LOG_FORMAT("COMPRESH_LOG_FORMAT", "log.format"),
  ACCESS_LOG("COMPRESH_ACCESS_LOG", "log.access"),
  OTLP_ENDPOINT("COMPRESH_OTLP_ENDPOINT", "telemetry.otlp-endpoint"),
  TRACE_SAMPLE("COMPRESH_TRACE_SAMPLE", "telemetry.trace-sample"),
  SMTP_PASSWORD("COMPRESH_SMTP_PASSWORD", "alerts.smtp.password");

  private final String variable;
  private final String path;

  EnvironmentSetting(String variable, String path) {
    this.variable = variable;
    this.path = path;
  }

  /** The environment variable. */
  public String variable() {
    return variable;
  }

  /**
   * Returns what the environment says; null for nothing. Other programs' variables may be lower
   * case.
   */
  @Nullable String value(Map<String, String> environment) {
    String value = environment.get(variable);
    return value == null && !variable.startsWith("COMPRESH_")
        ? environment.get(variable.toLowerCase(Locale.ROOT))
        : value;
  }

  /** The key in the file, sections divided by dots. */
  public String path() {
    return path;
  }
}
