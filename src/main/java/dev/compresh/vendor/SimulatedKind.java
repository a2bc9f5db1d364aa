package dev.compresh.vendor;

import dev.compresh.http.Header;
import java.util.Optional;
import java.util.Set;

/** The simulated provider, which speaks all APIs and calls no model. */
final class SimulatedKind implements ProviderKind {

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public String label() {
    return "simulated";
  }

  @Override
  public String title() {
    return "Simulated";
  }

  @Override
  public String baseUrl() {
    return "";
  }

  @Override
  public Optional<String> variablePrefix() {
    return Optional.empty();
  }

  @Override
  public Set<ProviderApi> apis() {
    return Set.of(ProviderApi.values());
  }

  @Override
  public ProviderApi mainApi() {
    return ProviderApi.CHAT;
  }

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
    return Optional.empty();
  }

  @Override
  public Optional<Header> versionHeader() {
    return Optional.empty();
  }

  @Override
  public boolean isOwnModel(String model) {
    return false;
  }

  @Override
  public boolean isOfferingVendor(String vendor, String provider, String host) {
    return vendor.equals("openai") || vendor.equals("anthropic") || vendor.equals("google");
  }

  @Override
  public boolean isOpenToAnyModel() {
    return true;
  }

  @Override
  public boolean isSimulated() {
    return true;
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
