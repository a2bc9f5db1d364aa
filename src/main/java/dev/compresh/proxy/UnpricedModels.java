package dev.compresh.proxy;

import dev.compresh.observe.Metrics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers models without a price that have served requests, and warns of each once. Spend caps
 * and balances don't see what such requests cost. Bounded: names come from clients.
 */
public final class UnpricedModels {
  private static final Logger LOG = LoggerFactory.getLogger(UnpricedModels.class);
  private static final int MOST_MODELS = 256;
  private static final int LONGEST_NAME = 128;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Metrics metrics;

  public UnpricedModels(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Notes a request that {@code model} has served at {@code provider}. */
  void note(String provider, String model) {
    metrics.unpriced(provider);
    String name = plain(model);
    if (names.size() < MOST_MODELS && names.add(provider + "/" + name)) {
      LOG.warn(
          "model {} at provider {} has no price: its cost is not charged and counts toward no"
              + " spend cap. Set its price with 'compresh model set {} prices.input=… "
              + "prices.output=…', or set money.unpriced",
          name,
          provider,
          name);
    }
  }

  /** The models seen since the start, as {@code provider/model}, in order. */
  public List<String> names() {
    return names.stream().sorted().toList();
  }

  private static String plain(String model) {
    boolean printable = model.chars().allMatch(c -> c > ' ' && c < 127);
    return printable && model.length() <= LONGEST_NAME ? model : "(a name that can't be shown)";
  }
}
