package dev.compresh.config;

import org.jspecify.annotations.Nullable;

/**
 * One line of the operator's routing table; the first that fits a model's name counts.
 *
 * @param model the name that clients ask for; {@code *} stands for any run of characters
 * @param provider name of the provider that serves it
 * @param upstreamModel the name that the provider knows it by, null for the client's own
 */
public record RouteRule(String model, String provider, @Nullable String upstreamModel) {

  static RouteRule read(Section section) {
    String model = section.required("model", "Write 'model: name', or a pattern as 'local-*'.");
    String provider = section.required("provider", "Name one of the providers.");
    String upstream = section.text("upstream-model");
    section.finish();
    return new RouteRule(model, provider, upstream);
  }
}
