package dev.compresh.replay;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sums up what one mode came to over any number of requests, and what they would cost. */
public final class ModeTally {
  /** Hundredths of a token at micro-USD per million tokens. */
  private static final long UNIT = 100_000_000;

  private static final int[] ENDS = {1, 5, 10, 20, 40, 80, 160, 320, Integer.MAX_VALUE};

  private final CompressionPolicy policy;
  private final Map<CacheBillingRules, InputBill> bills = new EnumMap<>(CacheBillingRules.class);
  private final Map<Layer, Long> layers = new EnumMap<>(Layer.class);
  private final long[][] depth = new long[ENDS.length][3];
  private long original;
  private long forwarded;

  /** Micro-USD of input: as forwarded, and as the client sent it. */
  public record InputBill(long paid, long raw) {}

  /** Requests {@code from} to {@code to} of their conversations, from 1; to 0 for all the rest. */
  public record DepthBand(int from, int to, long requests, long original, long forwarded) {}

  /** A prompt's tokens, and those of them that the provider's cache had. */
  record CachedPrompt(long total, long read) {}

  ModeTally(CompressionPolicy policy) {
    this.policy = policy;
  }

  /**
   * Adds a request.
   *
   * @param place its place in the conversation, from 1
   * @param price of fresh input, in micro-USD per million tokens
   */
  void add(int place, CachedPrompt raw, CachedPrompt sent, long price) {
    original += raw.total();
    forwarded += sent.total();
    int band = 0;
    while (place > ENDS[band]) {
      band++;
    }
    depth[band][0]++;
    depth[band][1] += raw.total();
    depth[band][2] += sent.total();
    for (CacheBillingRules rules : CacheBillingRules.values()) {
      InputBill now = bills.getOrDefault(rules, new InputBill(0, 0));
      bills.put(
          rules,
          new InputBill(
              now.paid() + micros(rules.charge(sent.read(), sent.total()), price),
              now.raw() + micros(rules.charge(raw.read(), raw.total()), price)));
    }
  }

  void save(Layer layer, long tokens) {
    layers.merge(layer, tokens, Long::sum);
  }

  private static long micros(long units, long price) {
    return (Math.multiplyExact(units, price) + UNIT / 2) / UNIT;
  }

  public CompressionPolicy policy() {
    return policy;
  }

  public long original() {
    return original;
  }

  public long forwarded() {
    return forwarded;
  }

  public Map<CacheBillingRules, InputBill> bills() {
    return Map.copyOf(bills);
  }

  /** Tokens that each layer took away, over all requests. */
  public Map<Layer, Long> layers() {
    return Map.copyOf(layers);
  }

  /** The bands in which there were requests. */
  public List<DepthBand> depth() {
    List<DepthBand> bands = new ArrayList<>();
    for (int i = 0; i < ENDS.length; i++) {
      if (depth[i][0] > 0) {
        bands.add(
            new DepthBand(
                i == 0 ? 1 : ENDS[i - 1] + 1,
                i == ENDS.length - 1 ? 0 : ENDS[i],
                depth[i][0],
                depth[i][1],
                depth[i][2]));
      }
    }
    return bands;
  }
}
