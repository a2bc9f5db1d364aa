package dev.compresh.provider;

/**
 * A provider that may serve a model.
 *
 * @param model the name that the provider knows the model by
 * @param order candidates of a lower order are asked first, those of the next one where they fail
 * @param weight share of the sessions among candidates of one order; 0 is held back for the others
 */
public record Candidate(Provider provider, String model, int order, int weight) {

  /** The only one. */
  public static Candidate of(Provider provider, String model) {
    return new Candidate(provider, model, 0, 1);
  }

  /** The same one in another place of its route. */
  Candidate order(int value) {
    return new Candidate(provider, model, value, weight);
  }
}
