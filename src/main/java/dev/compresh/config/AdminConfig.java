package dev.compresh.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The listener for administration, metrics and health.
 *
 * @param host loopback unless the operator opens it
 * @param port 0 lets the system choose
 * @param publicUrl where browsers reach it, with TLS in front as a rule; null where nobody said
 * @param hosts more names that it may be called by, besides addresses and {@code localhost}
 * @param forwardedHeaders whether a proxy in front tells the client's address
 * @param sessionIdle for how long a sign-in lasts without a request
 * @param sessionLife for how long it lasts in all
 * @param auditRetention for how long lines of the audit log are kept; null for ever
 */
public record AdminConfig(
    String host,
    int port,
    @Nullable URI publicUrl,
    List<String> hosts,
    boolean forwardedHeaders,
    Duration sessionIdle,
    Duration sessionLife,
    @Nullable Duration auditRetention) {
  public static final AdminConfig DEFAULT =
      new AdminConfig(
          "127.0.0.1",
          8081,
          null,
          List.of(),
          false,
          Duration.ofHours(2),
          Duration.ofHours(24),
          null);

  private static final Duration FOREVER = Duration.ofDays(36_500);

  static AdminConfig read(ConfigSection configSection) {
    String host = configSection.text("host", DEFAULT.host);
    int port = configSection.integer("port", DEFAULT.port, 0, 65_535);
    URI publicUrl = publicUrl(configSection);
    List<String> hosts = configSection.texts("hosts");
    if (hosts.stream().anyMatch(name -> name.contains("/") || name.contains(":"))) {
      configSection.fault(
          "hosts", "contains more than host names.", "Write host names such as compresh.internal.");
    }
    boolean forwarded = configSection.flag("forwarded-headers", DEFAULT.forwardedHeaders);
    Duration idle = configSection.duration("session-idle", DEFAULT.sessionIdle);
    Duration life = configSection.duration("session-life", DEFAULT.sessionLife);
    Duration kept =
        configSection.text("audit-retention") == null
            ? null
            : configSection.duration("audit-retention", FOREVER);
    configSection.finish();
    return new AdminConfig(host, port, publicUrl, hosts, forwarded, idle, life, kept);
  }

  private static @Nullable URI publicUrl(ConfigSection configSection) {
    String text = configSection.text("public-url");
    if (text == null) {
      return null;
    }
    try {
      URI url = URI.create(text.toLowerCase(Locale.ROOT));
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    configSection.fault("public-url", "is not a URL.", "Write it as https://compresh.example.com.");
    return null;
  }
}
