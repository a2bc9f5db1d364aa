package dev.compresh.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Configures compression where neither the request nor its key says otherwise.
 *
 * @param mode {@code off}, {@code shadow}, {@code lossless}, {@code balanced} or {@code max}
 * @param objective {@code tokens}, {@code cost}, or {@code auto}: cost where the model's prices
 *     include a cached rate, tokens elsewhere
 * @param timeBudget emergency exit: time for one plan after which what is left of the request is
 *     forwarded as it came
 * @param skipTools names of tools whose results are never changed
 * @param holdOut percent of the sessions that run uncompressed, for comparison
 * @param cacheLife how long every provider keeps a prompt's prefix since its last use; zero for
 *     what is known of each model
 * @param contextWindow the window in tokens to stay in, where it is smaller than the model's or
 *     that is not known; 0 for none
 * @param suspendsLayers whether a layer that does more harm than good in a session is switched off
 *     for what is new there
 * @param cache {@code auto} to mark what the provider's cache should keep, for clients that don't;
 *     {@code passthrough} to leave that to them
 */
public record CompressConfig(
    String mode,
    String objective,
    Duration timeBudget,
    Set<String> skipTools,
    int holdOut,
    Duration cacheLife,
    int contextWindow,
    boolean suspendsLayers,
    String cache) {
  /** With what is known of each provider's cache, and the models' own windows. */
  public CompressConfig(
      String mode, String objective, Duration timeBudget, Set<String> skipTools, int holdOut) {
    this(mode, objective, timeBudget, skipTools, holdOut, Duration.ZERO, 0, true, "auto");
  }

  public static final CompressConfig DEFAULT =
      new CompressConfig("balanced", "auto", Duration.ofSeconds(2), Set.of(), 0);

  static final List<String> MODES = List.of("off", "shadow", "lossless", "balanced", "max");
  static final List<String> CACHES = List.of("auto", "passthrough");
  static final List<String> OBJECTIVES = List.of("auto", "tokens", "cost");

  static CompressConfig read(ConfigSection configSection) {
    String mode = configSection.choice("mode", DEFAULT.mode, MODES);
    String objective = configSection.choice("objective", DEFAULT.objective, OBJECTIVES);
    Duration budget = configSection.duration("time-budget", DEFAULT.timeBudget);
    Set<String> skip = Set.copyOf(configSection.texts("skip-tools"));
    int holdOut = configSection.integer("hold-out", DEFAULT.holdOut, 0, 100);
    Duration life = configSection.duration("cache-life", DEFAULT.cacheLife);
    int window = configSection.integer("context-window", DEFAULT.contextWindow, 0, 100_000_000);
    boolean suspends = configSection.flag("suspend-layers", DEFAULT.suspendsLayers);
    String cache = configSection.choice("cache", DEFAULT.cache, CACHES);
    configSection.finish();
    return new CompressConfig(
        mode, objective, budget, skip, holdOut, life, window, suspends, cache);
  }
}
