package dev.compresh.sim;

import dev.compresh.dialect.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A provider's prompt cache: prefixes of prompts by hash, each with the time from which it can be
 * read and until which it lives. A read prolongs it. Bounded; the least recently used go first.
 * Thread-safe.
 *
 * <p>Minimum, step, lives and look-back are those that the providers document ({@link CacheRules}).
 * What a request writes can be read once its answer has begun: requests sent at once each write.
 */
final class PromptCache {
  /** Places that Anthropic looks at from a breakpoint on, itself included. */
  static final int LOOK_BACK = 20;

  /** Breakpoints that one request to OpenAI may write. */
  private static final int MOST_WRITES = 4;

  /** So seldom Google's cache finds nothing though it should: once in so many tries. */
  private static final int IMPLICIT_MISS = 5;

  private static final int MOST_PREFIXES = 200_000;

  private final InstantSource clock;
  private final Duration automaticLife;
  private final long firstByteMillis;
  private final Map<ContentDigest, KeptPrefix> prefixes = new LeastRecent<>(MOST_PREFIXES);
  private int tries;

  private record KeptPrefix(long fromMillis, long untilMillis, long lifeMillis) {}

  PromptCache(InstantSource clock, Duration automaticLife) {
    this(clock, automaticLife, Duration.ZERO);
  }

  /**
   * @param automaticLife how long prefixes live that no breakpoint asked for
   * @param firstByte how long it takes until an answer begins
   */
  PromptCache(InstantSource clock, Duration automaticLife, Duration firstByte) {
    this.clock = clock;
    this.automaticLife = automaticLife;
    this.firstByteMillis = firstByte.toMillis();
  }

  /** Returns what the cache does for a request to a model of {@code rules}. */
  CacheUse use(String scope, CacheRules rules, List<PromptPiece> pieces) {
    return switch (rules.style()) {
      case WRITTEN -> written(scope, rules, pieces);
      case BREAKPOINTS -> atBreakpoints(scope, rules, pieces, true);
      case AUTOMATIC -> automatic(scope, rules, pieces);
      case IMPLICIT -> implicit(scope, rules, pieces);
    };
  }

  /** Every prefix is kept, the longest one seen before is read in whole steps. */
  synchronized CacheUse automatic(String scope, CacheRules rules, List<PromptPiece> pieces) {
    long now = clock.millis();
    ContentDigest[] hashes = hashes(scope, pieces);
    int total = 0;
    int seen = 0;
    boolean open = true;
    for (int i = 0; i < hashes.length; i++) {
      total += pieces.get(i).tokens();
      open = open && alive(hashes[i], now);
      if (open) {
        seen = total;
      }
      keep(hashes[i], life(rules), now);
    }
    return new CacheUse(total, seen < rules.minimum() ? 0 : seen - seen % rules.step(), 0, 0);
  }

  private synchronized CacheUse implicit(String scope, CacheRules rules, List<PromptPiece> pieces) {
    CacheUse use = automatic(scope, rules, pieces);
    boolean missed = use.read() > 0 && ++tries % IMPLICIT_MISS == 0;
    return missed ? new CacheUse(use.total(), 0, 0, 0) : use;
  }

  /**
   * OpenAI's newer way: prefixes are kept at the end and at the breakpoints that the client sets,
   * and read where they are the same up to such a place.
   *
   * @param isImplicit whether the end of the prompt is a breakpoint by itself
   */
  synchronized CacheUse atBreakpoints(
      String scope, CacheRules rules, List<PromptPiece> pieces, boolean isImplicit) {
    long now = clock.millis();
    ContentDigest[] hashes = hashes(scope, pieces);
    int[] tokens = sums(pieces);
    int last = hashes.length - 1;
    int read = 0;
    for (int i = last; i >= 0 && read == 0; i--) {
      read = tokens[i] >= rules.minimum() && alive(hashes[i], now) ? tokens[i] : 0;
    }
    int written = read;
    int writes = 0;
    for (int i = last; i >= 0 && writes < MOST_WRITES; i--) {
      SimulatedLifetime asked = pieces.get(i).breakpoint();
      boolean here = asked != null || (isImplicit && i == last);
      if (here && tokens[i] >= rules.minimum()) {
        boolean long12h = asked == SimulatedLifetime.HALF_DAY;
        keep(hashes[i], long12h ? SimulatedLifetime.HALF_DAY.duration() : life(rules), now);
        written = Math.max(written, tokens[i]);
        writes++;
      }
    }
    int total = hashes.length == 0 ? 0 : tokens[last];
    return new CacheUse(total, read, written - read, 0);
  }

  /**
   * Anthropic's way: prefixes are kept at breakpoints only. From each breakpoint the look-back
   * finds what an earlier request wrote; what lies between that and the last breakpoint is written.
   */
  synchronized CacheUse written(String scope, CacheRules rules, List<PromptPiece> pieces) {
    long now = clock.millis();
    ContentDigest[] hashes = hashes(scope, pieces);
    int[] tokens = sums(pieces);
    int minimum = rules.minimum();
    int read = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (pieces.get(i).breakpoint() != null && tokens[i] >= minimum) {
        int places = 1;
        for (int j = i; j >= 0 && places <= LOOK_BACK && tokens[j] > read; j--) {
          if (tokens[j] >= minimum && alive(hashes[j], now)) {
            read = tokens[j];
          }
          places += j > 0 && isOneRun(pieces, j) ? 0 : 1;
        }
      }
    }
    int written5m = 0;
    int written1h = 0;
    int done = read;
    for (int i = 0; i < hashes.length; i++) {
      SimulatedLifetime simulatedLifetime = pieces.get(i).breakpoint();
      if (simulatedLifetime == null || tokens[i] < minimum) {
        continue;
      }
      keep(hashes[i], simulatedLifetime.duration(), now);
      int grown = Math.max(0, tokens[i] - done);
      done += grown;
      written5m += simulatedLifetime == SimulatedLifetime.FIVE_MINUTES ? grown : 0;
      written1h += simulatedLifetime == SimulatedLifetime.ONE_HOUR ? grown : 0;
    }
    int total = hashes.length == 0 ? 0 : tokens[hashes.length - 1];
    return new CacheUse(total, read, written5m, written1h);
  }

  /** Returns whether the piece at {@code i} counts as one place with the one before it. */
  private static boolean isOneRun(List<PromptPiece> pieces, int i) {
    String run = pieces.get(i).run();
    return !run.isEmpty() && run.equals(pieces.get(i - 1).run());
  }

  private Duration life(CacheRules rules) {
    return rules.life().isZero() ? automaticLife : rules.life();
  }

  private static int[] sums(List<PromptPiece> pieces) {
    int[] sums = new int[pieces.size()];
    int total = 0;
    for (int i = 0; i < sums.length; i++) {
      total += pieces.get(i).tokens();
      sums[i] = total;
    }
    return sums;
  }

  private boolean alive(ContentDigest hash, long now) {
    KeptPrefix entry = prefixes.get(hash);
    if (entry == null || entry.fromMillis() > now || entry.untilMillis() <= now) {
      return false;
    }
    prefixes.put(
        hash, new KeptPrefix(entry.fromMillis(), now + entry.lifeMillis(), entry.lifeMillis()));
    return true;
  }

  private void keep(ContentDigest hash, Duration life, long now) {
    KeptPrefix entry = prefixes.get(hash);
    long from = now + firstByteMillis;
    if (entry != null && entry.untilMillis() > now) {
      from = Math.min(from, entry.fromMillis());
    }
    prefixes.put(hash, new KeptPrefix(from, now + life.toMillis(), life.toMillis()));
  }

  private static ContentDigest[] hashes(String scope, List<PromptPiece> pieces) {
    MessageDigest sha = TextHash.sha256();
    byte[] state = sha.digest(scope.getBytes(StandardCharsets.UTF_8));
    ContentDigest[] hashes = new ContentDigest[pieces.size()];
    for (int i = 0; i < hashes.length; i++) {
      PromptPiece promptPiece = pieces.get(i);
      sha.update(state);
      sha.update(promptPiece.role().getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      state = sha.digest(promptPiece.identity().getBytes(StandardCharsets.UTF_8));
      hashes[i] = TextHash.digest(state);
    }
    return hashes;
  }
}
