package dev.compresh.budget;

import java.time.Duration;

/**
 * The lease that this process has on one fund. {@code granted = free + held + pending}: held for
 * requests under way, pending for requests that are over and whose cost is not in the store yet.
 * Thread-safe.
 */
final class MoneyLease {
  private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

  private final FundingSource fundingSource;
  private long granted;
  private long held;
  private long pending;
  private boolean ample;
  private boolean gone;
  private long touched;
  private long solventUntil;

  MoneyLease(FundingSource fundingSource, long nanos) {
    this.fundingSource = fundingSource;
    this.touched = nanos;
    this.solventUntil = nanos;
  }

  FundingSource fund() {
    return fundingSource;
  }

  private long free() {
    return granted - held - pending;
  }

  /** Holds up to {@code most} of what is free: how much; -1 where this lease has ended. */
  synchronized long take(long most, long nanos) {
    if (gone) {
      return -1;
    }
    touched = nanos;
    long taken = Math.min(Math.max(0, free()), most);
    held += taken;
    return taken;
  }

  /** Adds what was lent now, {@code hold} of it being held at once. */
  synchronized void grant(long micros, long hold, boolean plenty) {
    granted += micros;
    held += hold;
    ample = plenty;
  }

  synchronized void release(long hold) {
    held -= hold;
  }

  /** A request is over that held {@code hold} and cost {@code actual}. */
  synchronized void settle(long hold, long actual) {
    held -= hold;
    pending += actual;
  }

  /** Notes that what was pending is in the store, or never will be: then it is free again. */
  synchronized void written(long actual, boolean inStore) {
    pending -= actual;
    granted -= inStore ? actual : 0;
  }

  /**
   * Takes out what this process need not keep: all that is free where the fund is short or was not
   * asked for lately. Below zero where more was used than lent.
   */
  synchronized long surplus(long nanos) {
    long free = free();
    if (free > 0 && ample && nanos - touched < IDLE_NANOS) {
      return 0;
    }
    granted -= free;
    return free;
  }

  /** Forgets what is free: it was lent to others. */
  synchronized void dropFree() {
    granted -= Math.max(0, free());
  }

  /** Undoes {@link #surplus}. */
  synchronized void keep(long surplus) {
    granted += surplus;
  }

  /** The next surplus is everything: what was plenty may be so no more. */
  synchronized void doubt() {
    ample = false;
    solventUntil = touched;
  }

  /** Returns whether something was free lately, or the store said so. */
  synchronized boolean solvent(long nanos) {
    return free() > 0 || solventUntil - nanos > 0;
  }

  synchronized void solventUntil(long nanos) {
    solventUntil = nanos;
  }

  /** Returns what is reserved for requests in progress. */
  synchronized long held() {
    return held;
  }

  /** Returns what the store must know to be lent. */
  synchronized long granted() {
    return granted;
  }

  /** Ends a lease of nothing: who still has it must look for another. */
  synchronized boolean retire(long nanos) {
    boolean idle = nanos - touched >= IDLE_NANOS;
    gone = gone || (granted == 0 && held == 0 && pending == 0 && idle);
    return gone;
  }
}
