package dev.compresh.provider;

/** Where a model's request goes. */
public sealed interface Route {

  /**
   * To a provider.
   *
   * @param model the name that the provider knows it by
   */
  record Found(Provider provider, String model) implements Route {}

  /**
   * Nowhere.
   *
   * @param message what is missing and what to do, for the client
   */
  record None(String message) implements Route {}
}
