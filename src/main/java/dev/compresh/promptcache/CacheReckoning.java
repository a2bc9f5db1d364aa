package dev.compresh.promptcache;

import static dev.compresh.promptcache.CacheLifetime.FIVE_MINUTES;
import static dev.compresh.promptcache.CacheLifetime.ONE_HOUR;
import static dev.compresh.promptcache.CacheRates.FRESH;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether marks pay. A pure function: the same situation gives the same decision.
 *
 * <p>The conversation: what this request costs plus what the next one is expected to cost, for
 * three ways: read what is cached and write nothing; write for five minutes; write for an hour.
 * After a gap that was too long, all has to be written again. That a read place and what comes
 * after it live as long as the last mark says is the vendor's billing rule (tokens up to the
 * highest hit are read, tokens from there to the last one-hour mark are written for an hour).
 *
 * <p>The prefix: it comes again and again, so what counts is the mean cost of a request. Its life
 * changes only when it is not in the cache, since then it is written in any case.
 */
public final class CacheReckoning {
  private static final long SURE = ReturnChances.SURE;

  private final CacheSituation situation;
  private final CacheRates rates;

  private CacheReckoning(CacheSituation situation) {
    this.situation = situation;
    this.rates = situation.rates();
  }

  /** Returns what to mark. */
  public static MarkingDecision decide(CacheSituation situation) {
    return situation.totalTokens() < situation.minimum()
        ? MarkingDecision.NONE
        : new CacheReckoning(situation).decide();
  }

  private MarkingDecision decide() {
    CacheLifetime tail = tail();
    CacheLifetime previous = situation.previousLife();
    CacheLifetime prefix = situation.prefixTokens() < situation.minimum() ? null : prefix();
    boolean isRead = tail != null || previous != null;
    if (isRead && prefix == null && situation.prefixTokens() >= situation.minimum()) {
      prefix = FIVE_MINUTES; // written along with the rest, or read
    }
    return new MarkingDecision(prefix, tail, previous);
  }

  private @Nullable CacheLifetime tail() {
    long all = situation.totalTokens();
    long cached = Math.min(all, cached());
    long fresh = all - cached;
    ReturnChances turn = situation.turnChances();
    long none = fresh * FRESH * SURE + next(turn.soon(), cached, fresh);
    long five = fresh * rates.writeSoon() * SURE + next(turn.soon(), all, 0);
    long hour = fresh * rates.writeHour() * SURE + next(turn.hour(), all, 0);
    if (none <= five && none <= hour) {
      return null;
    }
    return hour < five ? ONE_HOUR : FIVE_MINUTES;
  }

  /**
   * Returns what the next request pays for {@code cached} and {@code written} tokens of this one.
   */
  private long next(int chance, long cached, long written) {
    long later = Math.max(0, situation.turnChances().ever() - chance);
    return chance * (cached * rates.read() + written * rates.writeSoon())
        + later * situation.totalTokens() * rates.writeSoon();
  }

  /** Tokens that this request reads if it is marked. */
  private long cached() {
    long prefix = situation.prefixLife() == null ? 0 : situation.prefixTokens();
    long conversation = situation.previousLife() == null ? 0 : situation.cachedTokens();
    return Math.max(prefix < situation.minimum() ? 0 : prefix, conversation);
  }

  private @Nullable CacheLifetime prefix() {
    ReturnChances chances = situation.prefixChances();
    long five = mean(chances.soon(), rates.writeSoon());
    long hour = mean(chances.hour(), rates.writeHour());
    CacheLifetime now = situation.prefixLife();
    if (now != null) {
      return now; // to read costs less than not to
    }
    if (Math.min(five, hour) >= FRESH * SURE) {
      return null;
    }
    return hour < five ? ONE_HOUR : FIVE_MINUTES;
  }

  /** The mean cost of a prefix's token where it is written whenever it is not there. */
  private long mean(int chance, long write) {
    return chance * rates.read() + (SURE - chance) * write;
  }
}
