package dev.compresh.promptcache;

import java.nio.ByteBuffer;

/**
 * Counts how soon something that was sent came again. Halved now and then, so that what was long
 * ago counts less and the numbers stay small.
 *
 * @param sent how often it was sent
 * @param soon how often it came again within five minutes
 * @param hour how often within an hour, those within five minutes among them
 * @param ever how often at all
 */
record GapTally(int sent, int soon, int hour, int ever) {
  static final GapTally EMPTY = new GapTally(0, 0, 0, 0);
  static final int BYTES = 4 * Short.BYTES;

  private static final int MOST = 64;

  GapTally {
    boolean ordered = soon >= 0 && hour >= soon && ever >= hour && sent >= 0 && sent <= MOST;
    if (!ordered) {
      throw new IllegalArgumentException("no tally");
    }
  }

  /** It was sent once more. */
  GapTally afterSending() {
    return sent < MOST
        ? new GapTally(sent + 1, soon, hour, ever)
        : new GapTally(sent / 2 + 1, soon / 2, hour / 2, ever / 2);
  }

  /** It came again after {@code gapMillis}. */
  GapTally afterReturn(long gapMillis) {
    if (ever >= MOST) {
      return new GapTally(sent / 2, soon / 2, hour / 2, ever / 2).afterReturn(gapMillis);
    }
    int five = gapMillis < CacheLifetime.FIVE_MINUTES.duration().toMillis() ? 1 : 0;
    int sixty = gapMillis < CacheLifetime.ONE_HOUR.duration().toMillis() ? 1 : 0;
    return new GapTally(sent, soon + five, hour + sixty, ever + 1);
  }

  /** The chances by this tally, {@code prior} weighing as much as {@code weight} sendings. */
  ReturnChances chances(ReturnChances prior, int weight) {
    int all = sent + weight;
    return all == 0
        ? prior
        : new ReturnChances(
            share(soon, prior.soon(), weight, all),
            share(hour, prior.hour(), weight, all),
            share(ever, prior.ever(), weight, all));
  }

  private static int share(int count, int prior, int weight, int all) {
    return Math.min(ReturnChances.SURE, (count * ReturnChances.SURE + prior * weight) / all);
  }

  void write(ByteBuffer out) {
    out.putShort((short) sent).putShort((short) soon).putShort((short) hour).putShort((short) ever);
  }

  static GapTally read(ByteBuffer in) {
    return new GapTally(in.getShort(), in.getShort(), in.getShort(), in.getShort());
  }
}
