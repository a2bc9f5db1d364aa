package dev.compresh.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the operator's routing table; the first that fits a model's name counts.
 *
 * @param model the name that clients ask for; {@code *} represents any run of characters
 * @param targets the providers that serve it, at least one
 */
public record RouteRule(String model, List<RouteTarget> targets) {

  /** A rule with one provider. */
  public RouteRule(String model, String provider, @Nullable String upstreamModel) {
    this(model, List.of(new RouteTarget(provider, upstreamModel, 0, 1)));
  }

  /** The names of its providers, for people. */
  public String providers() {
    return String.join(", ", targets.stream().map(RouteTarget::provider).toList());
  }

  static RouteRule read(ConfigSection configSection) {
    String model =
        configSection.required("model", "Write 'model: name', or a pattern as 'local-*'.");
    List<RouteTarget> targets = new ArrayList<>();
    if (configSection.has("providers")) {
      for (ConfigSection target : configSection.sections("providers")) {
        // A list is an order of fallback; whoever writes weights means providers side by side.
        targets.add(RouteTarget.read(target, target.has("weight") ? 0 : targets.size()));
      }
      if (targets.isEmpty()) {
        configSection.fault("providers", "is empty.", "Write '- provider: name' lines.");
      }
      if (configSection.has("provider") || configSection.has("upstream-model")) {
        configSection.fault(
            "provider", "can't be combined with 'providers'.", "Keep only one of them.");
      }
    } else {
      String provider = configSection.required("provider", "Name one of the providers.");
      targets.add(new RouteTarget(provider, configSection.text("upstream-model"), 0, 1));
    }
    configSection.finish();
    return new RouteRule(model, List.copyOf(targets));
  }
}
