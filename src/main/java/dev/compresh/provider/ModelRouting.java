package dev.compresh.provider;

import java.util.List;

/** The destination of a model's request. */
public sealed interface ModelRouting {

  /**
   * To a provider.
   *
   * @param candidates those that serve it, at least one, in the order of the operator
   */
  record FoundRoute(List<Candidate> candidates) implements ModelRouting {
    static FoundRoute one(Provider provider, String model) {
      return new FoundRoute(List.of(Candidate.of(provider, model)));
    }
  }

  /**
   * Nowhere.
   *
   * @param message what is missing and what to do, for the client
   */
  record NoRoute(String message) implements ModelRouting {}
}
