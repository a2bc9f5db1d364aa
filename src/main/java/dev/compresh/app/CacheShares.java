package dev.compresh.app;

import dev.compresh.config.MemoryConfig;

/**
 * Divides the memory for caches among them. Each one is bounded by bytes, so that all together take
 * {@link MemoryConfig#caches} bytes, whatever clients send.
 *
 * @param bytes for all of them
 */
public record CacheShares(long bytes) {
  private static final long MIB = 1 << 20;

  /** Compressors are made for each vocabulary, of which there are two. */
  private static final int VOCABULARIES = 2;

  public static CacheShares of(MemoryConfig config, long heap) {
    return new CacheShares(config.caches(heap));
  }

  /** Bodies of conversations, so that they need not be read whole again. */
  public long bodies() {
    return share(28);
  }

  /** Returns what each compressor remembers of conversations, and of the texts that it counted. */
  public long compressor() {
    return share(40) / VOCABULARIES;
  }

  /** Stored turns of sessions whose clients trim their history. */
  public long turns() {
    return share(10);
  }

  /** Conversations that are kept ready of what was sent. */
  public long sentHistories() {
    return Math.min(48 * MIB, share(6));
  }

  /** The ledger of what was sent, as far as it is in memory. */
  public long sentLedger() {
    return Math.min(48 * MIB, share(6));
  }

  /** Sessions whose regrets are counted. */
  public long watchedSessions() {
    return Math.min(32 * MIB, share(4));
  }

  /** States of sessions. */
  public long sessions() {
    return Math.min(32 * MIB, share(4));
  }

  /** Returns what the provider's caches should hold. */
  public long sentPrompts() {
    return Math.min(16 * MIB, share(2));
  }

  private long share(int percent) {
    return bytes / 100 * percent;
  }
}
