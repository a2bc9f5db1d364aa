package dev.compresh.budget;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Money held for one request. Ends exactly once, by {@link #settle} or {@link #release}; whatever
 * comes after that does nothing.
 */
public final class Hold {
  /** Of a request that nothing bounds. */
  public static final Hold NONE = new Hold(List.of(), null);

  /**
   * What is held of one fund.
   *
   * @param balance whether the fund is a balance, which pays charges; caps count costs
   */
  record Part(Lease lease, long micros, boolean balance) {}

  /** What a part came to. */
  record Settled(Lease lease, long micros) {}

  private final List<Part> parts;
  private final @Nullable Leases leases;
  private final AtomicBoolean over = new AtomicBoolean();

  Hold(List<Part> parts, @Nullable Leases leases) {
    this.parts = List.copyOf(parts);
    this.leases = leases;
    if (leases != null) {
      leases.count(1);
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
    if (leases == null || !over.compareAndSet(false, true)) {
      return;
    }
    leases.count(-1);
    leases.settled(
        eventId,
        parts.stream()
            .map(
                part -> {
                  long actual = part.balance ? charge : cost;
                  part.lease.settle(part.micros, actual);
                  return new Settled(part.lease, actual);
                })
            .toList());
  }

  /** The request was not forwarded, or came to nothing. */
  public void release() {
    if (leases != null && over.compareAndSet(false, true)) {
      parts.forEach(part -> part.lease.release(part.micros));
      leases.count(-1);
    }
  }

  /** Whether something is held at all. */
  public boolean bound() {
    return !parts.isEmpty();
  }
}
