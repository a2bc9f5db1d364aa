package dev.compresh.sim;

import dev.compresh.wire.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A provider's prompt cache: prefixes of prompts by hash, each with the time until which it lives.
 * A read prolongs it. Bounded; the least recently used go first. Thread-safe.
 *
 * <p>Minimum, step and look-back are those that the providers document: 1,024 tokens with both,
 * steps of 128 with OpenAI, 20 blocks before a breakpoint with Anthropic.
 */
final class PromptCache {
  static final int MINIMUM = 1024;
  static final int STEP = 128;
  static final int LOOK_BACK = 20;
  private static final int MOST_PREFIXES = 200_000;

  private final InstantSource clock;
  private final Duration automaticLife;
  private final Map<Digest, Kept> prefixes = new LeastRecent<>(MOST_PREFIXES);

  private record Kept(long untilMillis, long lifeMillis) {}

  /**
   * @param automaticLife how long prefixes live that no breakpoint asked for
   */
  PromptCache(InstantSource clock, Duration automaticLife) {
    this.clock = clock;
    this.automaticLife = automaticLife;
  }

  /** OpenAI's way: every prefix is kept, the longest one seen before is read in whole steps. */
  synchronized CacheUse automatic(String scope, List<Piece> pieces) {
    long now = clock.millis();
    Digest[] hashes = hashes(scope, pieces);
    int total = 0;
    int seen = 0;
    boolean open = true;
    for (int i = 0; i < hashes.length; i++) {
      total += pieces.get(i).tokens();
      open = open && alive(hashes[i], now);
      if (open) {
        seen = total;
      }
      keep(hashes[i], automaticLife, now);
    }
    return new CacheUse(total, seen < MINIMUM ? 0 : seen - seen % STEP, 0, 0);
  }

  /**
   * Anthropic's way: prefixes are kept at breakpoints only. From each breakpoint the look-back
   * finds what an earlier request wrote; what lies between that and the last breakpoint is written.
   */
  synchronized CacheUse written(String scope, List<Piece> pieces) {
    long now = clock.millis();
    Digest[] hashes = hashes(scope, pieces);
    int[] tokens = new int[hashes.length];
    int total = 0;
    int read = 0;
    for (int i = 0; i < hashes.length; i++) {
      total += pieces.get(i).tokens();
      tokens[i] = total;
      if (pieces.get(i).breakpoint() != null && total >= MINIMUM) {
        for (int j = i; j >= 0 && i - j < LOOK_BACK && tokens[j] > read; j--) {
          if (tokens[j] >= MINIMUM && alive(hashes[j], now)) {
            read = tokens[j];
          }
        }
      }
    }
    int written5m = 0;
    int written1h = 0;
    int done = read;
    for (int i = 0; i < hashes.length; i++) {
      Life life = pieces.get(i).breakpoint();
      if (life == null || tokens[i] < MINIMUM) {
        continue;
      }
      keep(hashes[i], life.duration(), now);
      int grown = Math.max(0, tokens[i] - done);
      done += grown;
      written5m += life == Life.FIVE_MINUTES ? grown : 0;
      written1h += life == Life.ONE_HOUR ? grown : 0;
    }
    return new CacheUse(total, read, written5m, written1h);
  }

  private boolean alive(Digest hash, long now) {
    Kept entry = prefixes.get(hash);
    if (entry == null || entry.untilMillis() <= now) {
      return false;
    }
    prefixes.put(hash, new Kept(now + entry.lifeMillis(), entry.lifeMillis()));
    return true;
  }

  private void keep(Digest hash, Duration life, long now) {
    prefixes.put(hash, new Kept(now + life.toMillis(), life.toMillis()));
  }

  private static Digest[] hashes(String scope, List<Piece> pieces) {
    MessageDigest sha = Hash.sha256();
    byte[] state = sha.digest(scope.getBytes(StandardCharsets.UTF_8));
    Digest[] hashes = new Digest[pieces.size()];
    for (int i = 0; i < hashes.length; i++) {
      Piece piece = pieces.get(i);
      sha.update(state);
      sha.update(piece.role().getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      state = sha.digest(piece.identity().getBytes(StandardCharsets.UTF_8));
      hashes[i] = Hash.digest(state);
    }
    return hashes;
  }
}
