package dev.compresh.config;

import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider.
 *
 * @param name what rules, metrics and {@code provider/model} call it
 * @param kind the name of a {@link dev.compresh.vendor.ProviderKind}
 * @param baseUrl where it listens; null for the kind's own address
 * @param key its credential; without one, requests go out without credentials
 * @param local whether private and loopback addresses are allowed; null where the base URL tells
 * @param linkLocal whether link-local addresses are as well, where clouds keep credentials
 * @param headers headers added to each request
 * @param streamUsage whether it understands {@code stream_options.include_usage}
 * @param apis the APIs that it serves, empty for those of its kind
 * @param models names that it serves, besides those that are routed to it by family
 * @param cache {@code auto} or {@code passthrough} as in {@link CompressConfig}; null for what is
 *     said there
 * @param takesClientCredentials whether a client's own credential is passed on to it
 * @param network its proxy and the certificate that it asks for
 */
public record ProviderConfig(
    String name,
    String kind,
    @Nullable URI baseUrl,
    @Nullable Secret key,
    @Nullable Boolean local,
    boolean linkLocal,
    Map<String, String> headers,
    boolean streamUsage,
    List<String> apis,
    List<String> models,
    TimeLimitsConfig timeLimits,
    @Nullable String cache,
    boolean takesClientCredentials,
    ProviderNetworkConfig network) {

  /** A provider of whose prompt cache and network nothing is said. */
  public ProviderConfig(
      String name,
      String kind,
      @Nullable URI baseUrl,
      @Nullable Secret key,
      @Nullable Boolean local,
      boolean linkLocal,
      Map<String, String> headers,
      boolean streamUsage,
      List<String> apis,
      List<String> models,
      TimeLimitsConfig timeLimits) {
    this(
        name,
        kind,
        baseUrl,
        key,
        local,
        linkLocal,
        headers,
        streamUsage,
        apis,
        models,
        timeLimits,
        null,
        false,
        ProviderNetworkConfig.DEFAULT);
  }

  /** A provider of whose network nothing is said. */
  public ProviderConfig(
      String name,
      String kind,
      @Nullable URI baseUrl,
      @Nullable Secret key,
      @Nullable Boolean local,
      boolean linkLocal,
      Map<String, String> headers,
      boolean streamUsage,
      List<String> apis,
      List<String> models,
      TimeLimitsConfig timeLimits,
      @Nullable String cache) {
    this(
        name,
        kind,
        baseUrl,
        key,
        local,
        linkLocal,
        headers,
        streamUsage,
        apis,
        models,
        timeLimits,
        cache,
        false,
        ProviderNetworkConfig.DEFAULT);
  }

  private static final String NAME_LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  private static final List<String> OWN_HEADERS =
      List.of("host", "content-length", "transfer-encoding", "connection");

  private static final List<String> CREDENTIALS = List.of("operator", "client");
  static final List<String> APIS =
      List.of(
          "chat",
          "responses",
          "embeddings",
          "messages",
          "transcriptions",
          "speech",
          "voices",
          "completions",
          "images",
          "moderations",
          "rerank",
          "translations");

  /** A provider with the defaults of {@code kind}. */
  public static ProviderConfig of(
      String name, String kind, @Nullable URI baseUrl, @Nullable Secret key) {
    return new ProviderConfig(
        name,
        kind,
        baseUrl,
        key,
        null,
        false,
        Map.of(),
        true,
        List.of(),
        List.of(),
        TimeLimitsConfig.DEFAULT);
  }

  /** Returns whether no model is called. */
  public boolean isSimulated() {
    return ProviderKindRegistry.find(kind).map(ProviderKind::isSimulated).orElse(false);
  }

  /** Returns whether it is the simulated provider inside this program. */
  public boolean isBuiltIn() {
    return isSimulated() && baseUrl == null;
  }

  static ProviderConfig read(ConfigSection configSection, TimeLimitsConfig base) {
    String name = configSection.required("name", "Give it a name, as 'name: ollama'.");
    if (!name.isEmpty() && !plain(name)) {
      configSection.fault("name", "is not a valid name.", "Use a-z, A-Z, 0-9, '-', '_' and '.'.");
    }
    String kind = configSection.choice("kind", "openai", ProviderKindRegistry.names());
    URI url = url(configSection, "base-url");
    Secret key = configSection.secret("key");
    Boolean local = configSection.flag("local");
    boolean linkLocal = configSection.flag("link-local", false);
    Map<String, String> headers = configSection.pairs("headers");
    lines(configSection, headers);
    boolean usage = configSection.flag("stream-usage", true);
    List<String> apis = configSection.texts("apis");
    for (String api : apis) {
      if (!APIS.contains(api)) {
        configSection.fault(
            "apis", "'" + api + "' is not a known API.", "Known: " + String.join(", ", APIS) + ".");
      }
    }
    List<String> models = configSection.texts("models");
    TimeLimitsConfig limits = TimeLimitsConfig.read(configSection.section("time-limits"), base);
    String cache = configSection.choice("cache", "", CompressConfig.CACHES);
    String credentials = configSection.choice("credentials", "operator", CREDENTIALS);
    ProviderNetworkConfig network = ProviderNetworkConfig.read(configSection);
    configSection.finish();
    return new ProviderConfig(
        name,
        kind,
        url,
        key,
        local,
        linkLocal,
        headers,
        usage,
        apis,
        models,
        limits,
        cache.isEmpty() ? null : cache,
        credentials.equals("client"),
        network);
  }

  /** The base URL at {@code key}; null, and a fault where it is there but no base URL. */
  static @Nullable URI url(ConfigSection configSection, String key) {
    String text = configSection.text(key);
    if (text == null) {
      return null;
    }
    String fault = null;
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        fault = "starts with neither http:// nor https://.";
      } else if (url.getHost() == null) {
        fault = "has no host.";
      } else if (url.getRawUserInfo() != null) {
        fault = "contains a user name or password.";
      } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
        fault = "contains a query or fragment.";
      } else {
        return url;
      }
    } catch (URISyntaxException e) {
      fault = "is not a URL.";
    }
    configSection.fault(key, fault, "Write it as https://host/v1; put a credential into 'key'.");
    return null;
  }

  /** Refuses headers that would break every request, or add lines of their own to it. */
  private static void lines(ConfigSection configSection, Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          boolean token = !name.isEmpty() && name.chars().allMatch(ProviderConfig::token);
          boolean text = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127));
          if (!token || !text || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            configSection.fault(
                "headers",
                "contains a header that can't be sent.",
                "Write 'name: value' in printable ASCII characters; "
                    + String.join(", ", OWN_HEADERS)
                    + " are set by Compresh.");
          }
        });
  }

  private static boolean token(int c) {
    return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
  }

  private static boolean plain(String name) {
    return name.chars().allMatch(c -> NAME_LETTERS.indexOf(c) >= 0);
  }
}
