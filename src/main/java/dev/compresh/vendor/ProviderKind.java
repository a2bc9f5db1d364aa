package dev.compresh.vendor;

import dev.compresh.http.Header;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of API that providers serve, and all that is particular to it. {@link
 * ProviderKindRegistry} lists all.
 */
public interface ProviderKind {
  /** OpenAI, and all that are compatible with it. */
  ProviderKind OPENAI = new OpenAiKind();

  /** Anthropic, which also answers chat completions in OpenAI's shape. */
  ProviderKind ANTHROPIC = new AnthropicKind();

  /** Google's Gemini API. */
  ProviderKind GEMINI = new GeminiKind();

  /** The simulated provider, which speaks all. */
  ProviderKind SIMULATED = new SimulatedKind();

  /** Its name in the configuration, the store and commands. */
  String name();

  /** Its name in errors. */
  String label();

  /** Its name where people choose one. */
  String title();

  /**
   * Returns where it listens unless configured otherwise; empty where that is known at run time.
   */
  String baseUrl();

  /**
   * Returns what its environment variables are named after: {@code X_API_KEY}, {@code
   * COMPRESH_X_BASE_URL}; empty where there are none. With one, a provider of the kind's own name
   * can be configured without a file.
   */
  Optional<String> variablePrefix();

  /** The APIs that it serves unless configured otherwise. */
  Set<ProviderApi> apis();

  /** The API over which its models are listed. */
  ProviderApi mainApi();

  /** The version of its APIs, which begins paths where a base URL names none. */
  String version();

  /** Returns whether the path of a base URL already names a version of this kind's APIs. */
  boolean isVersioned(String path);

  /** The header that carries a key on one of its APIs; empty where it wants none. */
  Optional<Header> credential(ProviderApi providerApi, String key);

  /** The header that this kind's own APIs require of each request, with its usual value. */
  Optional<Header> versionHeader();

  /** Returns whether a model of that name belongs to the vendor of this kind. */
  boolean isOwnModel(String model);

  /**
   * Returns whether a provider of this kind offers that vendor's well-known models.
   *
   * @param vendor the vendor's name in the catalogue
   * @param provider the provider's name
   * @param host where it listens
   */
  boolean isOfferingVendor(String vendor, String provider, String host);

  /**
   * Returns whether its providers may have models of whatever name, and are asked for unknown ones.
   */
  boolean isOpenToAnyModel();

  /** Returns whether no model is called. */
  boolean isSimulated();

  /** Returns whether requests mark what is to be cached, as Anthropic's do. */
  boolean hasCacheBreakpoints();
}
