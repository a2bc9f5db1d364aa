package dev.compresh.regret;

import java.util.Map;

/**
 * Regrets of a layer, next to those of the sessions that are held out.
 *
 * @param layer its label
 * @param sessions in which it changed something
 * @param chances results and messages that it changed
 * @param regrets by the labels of their kinds
 * @param heldOutChances what it would have changed in sessions that are held out
 * @param heldOutRegrets the same signs there, where nothing is missing
 * @param suspended sessions in which it is switched off for what is new
 */
public record RegretFigure(
    String layer,
    long sessions,
    long chances,
    Map<String, Long> regrets,
    long heldOutChances,
    long heldOutRegrets,
    long suspended) {
  private static final long MILLION = 1_000_000;

  public long total() {
    return regrets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Regrets per million chances. */
  public long rate() {
    return rate(total(), chances);
  }

  /** The same of the sessions that are held out: what happens without compression. */
  public long baseRate() {
    return rate(heldOutRegrets, heldOutChances);
  }

  private static long rate(long regrets, long chances) {
    return chances == 0 ? 0 : regrets * MILLION / chances;
  }
}
