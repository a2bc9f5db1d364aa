package dev.compresh.vendor;

import dev.compresh.http.Header;
import java.util.Optional;
import java.util.Set;

/** Google's Gemini API. */
final class GeminiKind implements ProviderKind {

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String label() {
    return "Gemini";
  }

  @Override
  public String title() {
    return "Google Gemini";
  }

  @Override
  public String baseUrl() {
    return "https://generativelanguage.googleapis.com";
  }

  @Override
  public Optional<String> variablePrefix() {
    return Optional.of("GEMINI");
  }

  @Override
  public Set<ProviderApi> apis() {
    return Set.of(ProviderApi.GENERATE_CONTENT, ProviderApi.COUNT_CONTENT);
  }

  @Override
  public ProviderApi mainApi() {
    return ProviderApi.GENERATE_CONTENT;
  }

  @Override
  public String version() {
    return "/v1beta";
  }

  @Override
  public boolean isVersioned(String path) {
    return path.endsWith("/v1") || path.endsWith("/v1beta") || path.endsWith("/v1alpha");
  }

  @Override
  public Optional<Header> credential(ProviderApi providerApi, String key) {
    return Optional.of(new Header("x-goog-api-key", key));
  }

  @Override
  public Optional<Header> versionHeader() {
    return Optional.empty();
  }

  @Override
  public boolean isOwnModel(String model) {
    return model.startsWith("gemini-");
  }

  @Override
  public boolean isOfferingVendor(String vendor, String provider, String host) {
    return vendor.equals("google");
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
    return false;
  }

  @Override
  public String toString() {
    return name();
  }
}
