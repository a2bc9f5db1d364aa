package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weighs what a layer saved in a session against what its regrets cost there, in hundredths of a
 * fresh input token. What was saved is read from the provider's cache at a tenth with every request
 * after the first; a regret costs what came again, and a step of the model more: the whole prompt
 * read, and an answer. Where signs come with every fourth cut, no saving makes up for it.
 */
public final class LayerWorth {
  private static final long FRESH = 100;
  private static final long READ = 10;

  /** Fewer signs may be chance. */
  private static final int LEAST_REGRETS = 3;

  /** An answer of some 300 tokens, at five times the price of input. */
  private static final long ANSWER = 150_000;

  /** More than this share of the cuts, in percent, is too much. */
  private static final int MOST_PERCENT = 25;

  private static final int LEAST_FOR_SHARE = 5;

  private static final long MILLION = 1_000_000;

  /**
   * Signs per million cuts where nothing is missing, for want of held-out sessions that show it.
   */
  private static final long USUAL = 50_000;

  private final Map<Layer, LayerAccount> accounts = new EnumMap<>(Layer.class);
  private int lastMessage = -1;

  private static final class LayerAccount {
    private long gained;
    private long lost;
    private long chances;
    private int regrets;
  }

  /**
   * Takes in a request.
   *
   * @param messages how many its prompt has
   * @param tokens of the prompt as forwarded
   */
  public void add(List<PlannedChange> changes, RegretCounts counts, int messages, long tokens) {
    for (PlannedChange plannedChange : changes) {
      long price = plannedChange.message() > lastMessage ? FRESH : READ;
      account(plannedChange.layer()).gained +=
          price * ((long) plannedChange.tokensBefore() - plannedChange.tokensAfter());
    }
    counts.chances().forEach((layer, count) -> account(layer).chances += count);
    for (RegretSign regretSign : counts.regrets()) {
      LayerAccount layerAccount = account(regretSign.layer());
      layerAccount.regrets++;
      layerAccount.lost += FRESH * regretSign.tokens() + READ * tokens + ANSWER;
    }
    lastMessage = Math.max(lastMessage, messages - 1);
  }

  /** A recall block is a part of what folding costs. */
  private LayerAccount account(Layer layer) {
    Layer at = layer == Layer.RECALL ? Layer.CHAT_MEMORY : layer;
    return accounts.computeIfAbsent(at, l -> new LayerAccount());
  }

  /**
   * Layers whose regrets cost more than they saved.
   *
   * @param baseRates of the same signs where nothing is cut, per million chances
   */
  public Set<Layer> unworthy(Map<Layer, Long> baseRates) {
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    accounts.forEach(
        (layer, layerAccount) -> {
          if (layerAccount.regrets >= LEAST_REGRETS
              && isUnworthy(layerAccount, baseRates.getOrDefault(layer, USUAL))) {
            layers.add(layer);
          }
        });
    return layers;
  }

  /** Returns what happens without compression, too, is not laid to the layer. */
  private static boolean isUnworthy(LayerAccount layerAccount, long baseRate) {
    long excess = layerAccount.regrets * MILLION - layerAccount.chances * baseRate;
    if (excess <= 0) {
      return false;
    }
    long lost = layerAccount.lost / layerAccount.regrets * (excess / 1_000) / 1_000;
    boolean often =
        layerAccount.regrets >= LEAST_FOR_SHARE
            && excess * 100 >= layerAccount.chances * MILLION * MOST_PERCENT;
    return often || lost > Math.max(0, layerAccount.gained);
  }
}
