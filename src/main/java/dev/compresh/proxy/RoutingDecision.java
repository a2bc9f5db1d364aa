package dev.compresh.proxy;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.json.BodyEdit;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Provider;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.vendor.ProviderApi;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All choices of a request.
 *
 * @param model as the client named it
 * @param candidates the providers to ask, at least one, in this order
 * @param entry what the catalogue says of the model; null where it has none
 * @param edits what the model's provider needs said in its own words
 * @param heldOut whether the session is left uncompressed, whatever the mode, for comparison
 * @param longContext whether it asks for a window of a million tokens
 * @param cacheLife how long the provider's cache keeps the prompt since its last use
 * @param held what the provider adds to the prompt of what it holds
 * @param seesToCache whether the provider's cache is used for clients that don't use it
 */
record RoutingDecision(
    ApiEndpoint endpoint,
    ProviderApi api,
    String session,
    String model,
    List<Candidate> candidates,
    @Nullable CatalogueEntry entry,
    List<BodyEdit> edits,
    CompressionMode mode,
    CompressionObjective objective,
    boolean heldOut,
    boolean longContext,
    Duration cacheLife,
    HeldHistory held,
    boolean seesToCache) {

  /** The provider that is asked first. */
  Provider provider() {
    return candidates.getFirst().provider();
  }

  /** The model as that provider knows it. */
  String upstream() {
    return candidates.getFirst().model();
  }

  /** The choice as if the candidate at {@code place} had been the only one. */
  RoutingDecision served(int place) {
    return place == 0 ? this : replace(List.of(candidates.get(place)), edits, held);
  }

  /** The same with these edits. */
  RoutingDecision withEdits(List<BodyEdit> words) {
    return words.isEmpty() ? this : replace(candidates, words, held);
  }

  /** Returns whether all candidates are of one provider. */
  boolean hasOneProvider() {
    String first = provider().name();
    return candidates.stream().allMatch(c -> c.provider().name().equals(first));
  }

  /** The same, with the candidates in this order. */
  RoutingDecision ordered(List<Candidate> order) {
    return order.equals(candidates) ? this : replace(order, edits, held);
  }

  /**
   * The same, served by these candidates alone.
   *
   * @param history what the provider adds to the prompt
   */
  RoutingDecision holding(List<Candidate> order, HeldHistory history) {
    return replace(order, edits, history);
  }

  private RoutingDecision replace(
      List<Candidate> order, List<BodyEdit> words, HeldHistory history) {
    return new RoutingDecision(
        endpoint,
        api,
        session,
        model,
        order,
        entry,
        words,
        mode,
        objective,
        heldOut,
        longContext,
        cacheLife,
        history,
        seesToCache);
  }

  /** Returns whether its streams show their usage, asked for or not. */
  boolean alwaysUsage() {
    return entry != null && entry.alwaysUsage();
  }
}
