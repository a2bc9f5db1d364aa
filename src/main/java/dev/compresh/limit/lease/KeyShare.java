package dev.compresh.limit.lease;

import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.SlidingWindow;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One key's share in this instance, and what was admitted of it in the last minute. Its monitor
 * guards it; who changes the share in the store holds {@link #changing} meanwhile.
 */
final class KeyShare {
  /** Times are cut to milliseconds, so one more is waited for. */
  private static final int SPAN_MILLIS = 60_001;

  /** When others may have given something back. */
  private static final int RETRY_MILLIS = 1_000;

  private static final int USED_MILLIS = Math.toIntExact(ShareTable.USED.toMillis());

  final ReentrantLock changing = new ReentrantLock();
  private final SlidingWindow window = new SlidingWindow();
  private int share;
  private int confirmed;
  private int stored;
  private long others;
  private int taken;
  private int askAgain;
  private boolean waits;

  /** Holds what to do about a request: the decision, or a question to the store. */
  enum ShareAnswer {
    ADMITTED,
    REFUSED,
    ASK
  }

  /** Returns whether it was taken out of the map. */
  synchronized boolean isGone() {
    return window.gone();
  }

  /** Takes a request where the share has room. */
  synchronized ShareAnswer take(int now, int perMinute, int part) {
    settle(now);
    if (window.size() < Math.min(perMinute, Math.max(share, part))) {
      window.add(now);
      taken++;
      return ShareAnswer.ADMITTED;
    }
    boolean isAsked = part == 0 && window.size() < perMinute && !(waits && now - askAgain < 0);
    return isAsked ? ShareAnswer.ASK : ShareAnswer.REFUSED;
  }

  /** The share as it is now. */
  synchronized int share(int now) {
    settle(now);
    return share;
  }

  /** Notes the larger share that the store gave, and what others hold. */
  synchronized void grant(int now, int granted, long held) {
    share = granted;
    stored = granted;
    confirmed = now;
    others = held;
    waits = false;
  }

  /** Notes that all is held, by others too; the store is not asked again before {@code then}. */
  synchronized void refuse(int then, long held) {
    others = held;
    waits = true;
    askAgain = then;
  }

  /** Notes that it is not known what the store holds of this share. */
  synchronized void doubt() {
    stored = -1;
  }

  /**
   * Gives up what is not needed: more than was used, and more than was taken since the last look.
   * Returns the share that is to be written down, or -1 where the store knows it.
   *
   * @param renews age of a share at which it is confirmed again
   */
  synchronized int trim(int now, int renews) {
    settle(now);
    share = Math.min(share, window.size() + taken);
    taken = 0;
    boolean isOld = share > 0 && now - confirmed >= renews;
    return share != stored || isOld ? share : -1;
  }

  /** Notes that the store knows {@code written}. */
  synchronized void confirm(int now, int written) {
    stored = written;
    confirmed = now;
  }

  /** Returns whether nothing is counted or held; then nobody must use it any more. */
  synchronized boolean retire(int now) {
    settle(now);
    return share == 0 && stored == 0 && taken == 0 && window.retire();
  }

  synchronized LimitDecision decision(boolean admitted, int now, int perMinute, Instant wall) {
    settle(now);
    int size = window.size();
    long oldest = size == 0 ? 0 : SPAN_MILLIS - (now - window.time(0));
    long next =
        admitted
            ? 0
            : size >= perMinute
                ? SPAN_MILLIS - (now - window.time(size - perMinute))
                : RETRY_MILLIS;
    int counted = (int) Math.min(perMinute, size + others);
    return LimitDecision.windowed(
        admitted, perMinute, admitted ? counted : perMinute, oldest, next, wall);
  }

  /** A share that was not confirmed for long may have been lent to others. */
  private void settle(int now) {
    window.expire(now, SPAN_MILLIS);
    if (share > window.size() && now - confirmed >= USED_MILLIS) {
      share = window.size();
    }
  }
}
