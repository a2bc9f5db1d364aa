package dev.compresh.provider;

import java.util.List;

/** Where a model's request goes. */
public sealed interface Route {

  /**
   * To a provider.
   *
   * @param candidates those that serve it, at least one, in the order of the operator
   */
  record Found(List<Candidate> candidates) implements Route {
    static Found one(Provider provider, String model) {
      return new Found(List.of(Candidate.of(provider, model)));
    }
  }

  /**
   * Nowhere.
   *
   * @param message what is missing and what to do, for the client
   */
  record None(String message) implements Route {}
}
