package dev.compresh.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Configures how a model's name is routed to a provider.
 *
 * @param rules the operator's own rules, before all others
 * @param refuseUnknown whether a model that no rule names is refused; else it goes to the first
 *     provider of the path's kind
 */
public record RoutingConfig(List<RouteRule> rules, boolean refuseUnknown) {
  public static final RoutingConfig DEFAULT = new RoutingConfig(List.of(), false);

  /**
   * Routes whose provider is not among {@code providers}, a line for each. Where those are the
   * file's alone, it may still be a stored one.
   */
  public List<String> absent(Set<String> providers) {
    List<String> lines = new ArrayList<>();
    for (RouteRule rule : rules) {
      for (RouteTarget target : rule.targets()) {
        if (!providers.contains(target.provider())) {
          String meant =
              Suggestions.closest(target.provider(), providers)
                  .map(n -> " Did you mean '" + n + "'?")
                  .orElse("");
          lines.add(
              "the route '"
                  + rule.model()
                  + "' names the provider '"
                  + target.provider()
                  + "', which does not exist."
                  + meant);
        }
      }
    }
    return List.copyOf(lines);
  }

  static RoutingConfig read(ConfigSection root) {
    List<RouteRule> rules = new ArrayList<>();
    for (ConfigSection configSection : root.sections("routes")) {
      rules.add(RouteRule.read(configSection));
    }
    String unknown = root.choice("unknown-models", "route", List.of("route", "refuse"));
    return new RoutingConfig(List.copyOf(rules), unknown.equals("refuse"));
  }
}
