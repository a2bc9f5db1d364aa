package dev.compresh.vendor;

import dev.compresh.http.Header;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenAI, and all that are compatible with it. */
final class OpenAiKind implements ProviderKind {
  private static final List<String> FAMILIES =
      List.of("gpt-", "chatgpt-", "text-embedding-", "codex-", "computer-use-", "ft:gpt-", "ft:o");

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public String label() {
    return "OpenAI";
  }

  @Override
  public String title() {
    return "OpenAI or compatible";
  }

  @Override
  public String baseUrl() {
    return "https://api.openai.com/v1";
  }

  @Override
  public Optional<String> variablePrefix() {
    return Optional.of("OPENAI");
  }

  @Override
  public Set<ProviderApi> apis() {
    return Set.of(
        ProviderApi.CHAT,
        ProviderApi.RESPONSES,
        ProviderApi.EMBEDDINGS,
        ProviderApi.TRANSCRIPTIONS,
        ProviderApi.SPEECH,
        ProviderApi.VOICES,
        ProviderApi.COMPACT,
        ProviderApi.INPUT_TOKENS,
        ProviderApi.COMPLETIONS,
        ProviderApi.IMAGES,
        ProviderApi.MODERATIONS,
        ProviderApi.RERANK,
        ProviderApi.TRANSLATIONS);
  }

  @Override
  public ProviderApi mainApi() {
    return ProviderApi.CHAT;
  }

  /** Base URLs end in a version ({@code /v1}, or another one that is the provider's own). */
  @Override
  public String version() {
    return "/v1";
  }

  @Override
  public boolean isVersioned(String path) {
    return !path.isEmpty();
  }

  @Override
  public Optional<Header> credential(ProviderApi providerApi, String key) {
    return Optional.of(new Header("authorization", "Bearer " + key));
  }

  @Override
  public Optional<Header> versionHeader() {
    return Optional.empty();
  }

  @Override
  public boolean isOwnModel(String model) {
    // OpenAI's open-weight models are served by others only.
    if (model.startsWith("gpt-oss")) {
      return false;
    }
    boolean reasoning =
        model.length() >= 2 && model.charAt(0) == 'o' && Character.isDigit(model.charAt(1));
    return reasoning || FAMILIES.stream().anyMatch(model::startsWith);
  }

  /** A compatible server that is no vendor's has models that only its operator knows. */
  @Override
  public boolean isOfferingVendor(String vendor, String provider, String host) {
    return provider.equals(vendor)
        || host.equals(VendorHosts.find(vendor))
        || (vendor.equals("alibaba") && host.startsWith("dashscope"));
  }

  @Override
  public boolean isOpenToAnyModel() {
    return true;
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
