package dev.compresh.config;

import java.util.ArrayList;
import java.util.List;

/**
 * How a model's name finds its provider.
 *
 * @param rules the operator's own rules, before all others
 * @param refuseUnknown whether a model that no rule names is refused; else it goes to the first
 *     provider of the path's kind
 */
public record RoutingConfig(List<RouteRule> rules, boolean refuseUnknown) {
  public static final RoutingConfig DEFAULT = new RoutingConfig(List.of(), false);

  static RoutingConfig read(Section root) {
    List<RouteRule> rules = new ArrayList<>();
    for (Section section : root.sections("routes")) {
      rules.add(RouteRule.read(section));
    }
    String unknown = root.choice("unknown-models", "route", List.of("route", "refuse"));
    return new RoutingConfig(List.copyOf(rules), unknown.equals("refuse"));
  }
}
