package dev.compresh.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The providers of the file and of the environment, brought together.
 *
 * <p>Where the file lists providers, that list is complete: {@code OPENAI_API_KEY} and {@code
 * ANTHROPIC_API_KEY}, which often stand in a shell for other programs, only fill in a key that the
 * provider of that name leaves out. A base URL from {@code COMPRESH_…_BASE_URL} is meant for this
 * program: it overrides, or adds. With neither list nor variables there is the simulated provider.
 */
final class ProviderList {
  private static final List<String> KINDS = List.of("openai", "anthropic");

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
    for (String kind : KINDS) {
      URI url = url(kind);
      Secret key = key(kind);
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
    if (!KINDS.contains(provider.name())) {
      return provider;
    }
    URI url = url(provider.name());
    return override(
        provider,
        url == null ? provider.baseUrl() : url,
        provider.key() == null ? key(provider.name()) : provider.key(),
        provider.timeLimits());
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
        p.takesClientCredentials());
  }

  private @Nullable Secret key(String kind) {
    String value = environment.get(kind.equals("openai") ? "OPENAI_API_KEY" : "ANTHROPIC_API_KEY");
    return value == null || value.isBlank() ? null : new Secret(value.strip());
  }

  private @Nullable URI url(String kind) {
    String variable =
        kind.equals("openai") ? "COMPRESH_OPENAI_BASE_URL" : "COMPRESH_ANTHROPIC_BASE_URL";
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
    return ProviderConfig.url(new ConfigSection(kind, mappingNode, faults), "base-url");
  }
}
