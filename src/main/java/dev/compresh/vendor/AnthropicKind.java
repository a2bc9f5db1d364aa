package dev.compresh.vendor;

import dev.compresh.http.Header;
import java.util.Optional;
import java.util.Set;

/** Anthropic, which also answers chat completions in OpenAI's shape. */
final class AnthropicKind implements ProviderKind {
  /** Sent for clients that name no version; the one that Anthropic's SDKs send. */
  private static final Header VERSION = new Header("anthropic-version", "2023-06-01");

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public String label() {
    return "Anthropic";
  }

  @Override
  public String title() {
    return "Anthropic";
  }

  @Override
  public String baseUrl() {
    return "https://api.anthropic.com";
  }

  @Override
  public Optional<String> variablePrefix() {
    return Optional.of("ANTHROPIC");
  }

  @Override
  public Set<ProviderApi> apis() {
    return Set.of(ProviderApi.MESSAGES, ProviderApi.COUNT_TOKENS, ProviderApi.CHAT);
  }

  @Override
  public ProviderApi mainApi() {
    return ProviderApi.MESSAGES;
  }

  @Override
  public String version() {
    return "/v1";
  }

  @Override
  public boolean isVersioned(String path) {
    return path.endsWith("/v1");
  }

  /** Chat completions, which are not its own API, take a bearer token. */
  @Override
  public Optional<Header> credential(ProviderApi providerApi, String key) {
    return Optional.of(
        providerApi.kind().equals(this)
            ? new Header("x-api-key", key)
            : new Header("authorization", "Bearer " + key));
  }

  @Override
  public Optional<Header> versionHeader() {
    return Optional.of(VERSION);
  }

  @Override
  public boolean isOwnModel(String model) {
    return model.startsWith("claude");
  }

  @Override
  public boolean isOfferingVendor(String vendor, String provider, String host) {
    return vendor.equals("anthropic");
  }

  @Override
  public boolean isOpenToAnyModel() {
    return false;
  }

  @Override
  public boolean isSimulated() {
    return false;
  }

  @Override
  public boolean hasCacheBreakpoints() {
    return true;
  }

  @Override
  public String toString() {
    return name();
  }
}
