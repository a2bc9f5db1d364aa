package dev.compresh.budget;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Money held for one request. Ends exactly once, by {@link #settle} or {@link #release}; whatever
 * comes after that does nothing.
 */
public final class MoneyHold {
  /** Of a request that nothing bounds. */
  public static final MoneyHold NONE = new MoneyHold(List.of(), null);

  /**
   * The amount reserved from one fund.
   *
   * @param balance whether the fund is a balance, which pays charges; caps count costs
   */
  record HoldPart(MoneyLease lease, long micros, boolean balance) {}

  /** The settled amount of one fund. */
  record SettledPart(MoneyLease lease, long micros) {}

  private final List<HoldPart> parts;
  private final @Nullable LeaseBook leaseBook;
  private final AtomicBoolean over = new AtomicBoolean();

  MoneyHold(List<HoldPart> parts, @Nullable LeaseBook leaseBook) {
    this.parts = List.copyOf(parts);
    this.leaseBook = leaseBook;
    if (leaseBook != null) {
      leaseBook.count(1);
    }
  }

  /**
   * The request is over. To be called before its event is handed to the usage log.
   *
   * @param eventId the event that its cost is written with
   * @param cost what budgets see
   * @param charge what the balance pays
   */
  public void settle(String eventId, long cost, long charge) {
    if (leaseBook == null || !over.compareAndSet(false, true)) {
      return;
    }
    leaseBook.count(-1);
    leaseBook.settled(
        eventId,
        parts.stream()
            .map(
                holdPart -> {
                  long actual = holdPart.balance ? charge : cost;
                  holdPart.lease.settle(holdPart.micros, actual);
                  return new SettledPart(holdPart.lease, actual);
                })
            .toList());
  }

  /** The request was not forwarded, or came to nothing. */
  public void release() {
    if (leaseBook != null && over.compareAndSet(false, true)) {
      parts.forEach(holdPart -> holdPart.lease.release(holdPart.micros));
      leaseBook.count(-1);
    }
  }

  /** Returns whether something is held at all. */
  public boolean bound() {
    return !parts.isEmpty();
  }
}
