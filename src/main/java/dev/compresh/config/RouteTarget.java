package dev.compresh.config;

import org.jspecify.annotations.Nullable;

/**
 * A provider that serves a route's model.
 *
 * @param provider its name
 * @param upstreamModel the name that it knows the model by, null for the client's own
 * @param order targets of a lower order are asked first, those of the next one where they fail
 * @param weight share of the sessions among targets of one order; 0 is held back for the others
 */
public record RouteTarget(String provider, @Nullable String upstreamModel, int order, int weight) {
  private static final int LARGEST = 1_000;

  static RouteTarget read(ConfigSection configSection, int order) {
    String provider = configSection.required("provider", "Name one of the providers.");
    String upstream = configSection.text("upstream-model");
    int place = configSection.integer("order", order, 0, LARGEST);
    int weight = configSection.integer("weight", 1, 0, LARGEST);
    configSection.finish();
    return new RouteTarget(provider, upstream, place, weight);
  }
}
