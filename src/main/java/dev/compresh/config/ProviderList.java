package dev.compresh.config;

import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The providers of the file and of the environment, brought together.
 *
 * <p>Where the file lists providers, that list is complete: variables such as {@code
 * OPENAI_API_KEY}, which often stand in a shell for other programs, only fill in a key that the
 * provider of that name leaves out. A base URL from {@code COMPRESH_…_BASE_URL} is meant for this
 * program: it overrides, or adds. With neither list nor variables there is the simulated provider.
 */
final class ProviderList {
  private final Map<String, String> environment;
  private final List<ConfigError> faults;

  ProviderList(Map<String, String> environment, List<ConfigError> faults) {
    this.environment = environment;
    this.faults = faults;
  }

  List<ProviderConfig> read(ConfigSection root, TimeLimitsConfig limits) {
    List<ProviderConfig> providers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigSection configSection : root.sections("providers")) {
      ProviderConfig provider = ProviderConfig.read(configSection, limits);
      if (!names.add(provider.name())) {
        configSection.fault(
            "name", "is already used by another provider.", "Give each provider its own name.");
      }
      providers.add(fromEnvironment(provider));
    }
    boolean listed = !providers.isEmpty();
    for (ProviderKind providerKind : ProviderKindRegistry.all()) {
      String kind = providerKind.name();
      URI url = url(providerKind);
      Secret key = key(providerKind);
      if (!names.contains(kind) && (url != null || (key != null && !listed))) {
        providers.add(override(ProviderConfig.of(kind, kind, url, key), url, key, limits));
      }
    }
    if (providers.isEmpty()) {
      providers.add(ProviderConfig.of("sim", "simulated", null, null));
    }
    return List.copyOf(providers);
  }

  private ProviderConfig fromEnvironment(ProviderConfig provider) {
    Optional<ProviderKind> named = ProviderKindRegistry.find(provider.name());
    if (named.isEmpty()) {
      return provider;
    }
    URI url = url(named.get());
    return override(
        provider,
        url == null ? provider.baseUrl() : url,
        provider.key() == null ? key(named.get()) : provider.key(),
        provider.timeLimits());
  }

  /** The variables that name base URLs, each with its meaning. */
  static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (ProviderKind kind : ProviderKindRegistry.all()) {
      kind.variablePrefix()
          .ifPresent(
              prefix ->
                  variables.put(
                      baseUrlVariable(prefix),
                      "Base URL of the provider named " + kind.name() + "."));
    }
    return variables;
  }

  private static String baseUrlVariable(String prefix) {
    return "COMPRESH_" + prefix + "_BASE_URL";
  }

  private static ProviderConfig override(
      ProviderConfig p, @Nullable URI url, @Nullable Secret key, TimeLimitsConfig limits) {
    return new ProviderConfig(
        p.name(),
        p.kind(),
        url,
        key,
        p.local(),
        p.linkLocal(),
        p.headers(),
        p.streamUsage(),
        p.apis(),
        p.models(),
        limits,
        p.cache(),
        p.takesClientCredentials(),
        p.network());
  }

  private @Nullable Secret key(ProviderKind providerKind) {
    String value =
        providerKind.variablePrefix().map(p -> environment.get(p + "_API_KEY")).orElse(null);
    return value == null || value.isBlank() ? null : new Secret(value.strip());
  }

  private @Nullable URI url(ProviderKind providerKind) {
    String variable = providerKind.variablePrefix().map(ProviderList::baseUrlVariable).orElse("");
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return null;
    }
    SourceLocation at = new SourceLocation(variable, 0);
    ConfigNode.MappingNode mappingNode =
        new ConfigNode.MappingNode(
            at,
            Map.of("base-url", new ConfigNode.ScalarNode(at, value.strip(), true)),
            Map.of("base-url", at));
    return ProviderConfig.url(
        new ConfigSection(providerKind.name(), mappingNode, faults), "base-url");
  }
}
