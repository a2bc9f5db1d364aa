package dev.compresh.provider;

import dev.compresh.config.RouteRule;
import dev.compresh.config.RoutingConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that this instance offers by name: the operator's own, and the well-known ones of the
 * vendors that are configured.
 */
public final class ModelList {

  /**
   * One of them.
   *
   * @param owner the provider that serves it
   * @param facts what is known about it
   */
  public record Entry(String id, String owner, Optional<WellKnownModel> facts) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  public ModelList(List<Provider> providers, RoutingConfig routing, WellKnownModels known) {
    for (RouteRule rule : routing.rules()) {
      if (rule.model().indexOf('*') < 0) {
        String upstream = rule.upstreamModel();
        add(rule.model(), rule.provider(), known.find(upstream == null ? rule.model() : upstream));
      }
    }
    for (Provider provider : providers) {
      provider.models().forEach(id -> add(id, provider.name(), known.find(id)));
    }
    for (Provider provider : providers) {
      for (String vendor : vendors(provider)) {
        known.of(vendor).forEach(m -> add(m.id(), provider.name(), Optional.of(m)));
      }
    }
  }

  /** All, the operator's first. */
  public List<Entry> all() {
    return List.copyOf(entries.values());
  }

  public Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  private void add(String id, String owner, Optional<WellKnownModel> facts) {
    entries.putIfAbsent(id, new Entry(id, owner, facts));
  }

  /** An OpenAI-compatible server of another name has models that only its operator knows. */
  private static List<String> vendors(Provider provider) {
    return switch (provider.kind()) {
      case SIMULATED -> List.of("openai", "anthropic");
      case ANTHROPIC -> List.of("anthropic");
      case OPENAI ->
          provider.name().equals("openai") || provider.origin().host().equals("api.openai.com")
              ? List.of("openai")
              : List.of();
    };
  }
}
