package dev.compresh.budget;

import dev.compresh.store.Instances;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The leases' share in writing events: what these have cost leaves the leases as it enters the
 * sums, and what is free of short funds goes back. For one attempt of a transaction.
 */
final class Shrinking {
  private final Map<String, List<Hold.Settled>> settled;
  private final Pending pending;
  private final Instances instances;
  private final Map<Lease, Long> costs = new LinkedHashMap<>();
  private final Map<Lease, Long> surplus = new LinkedHashMap<>();

  Shrinking(Map<String, List<Hold.Settled>> settled, Pending pending, Instances instances) {
    this.settled = settled;
    this.pending = pending;
    this.instances = instances;
    settled
        .values()
        .forEach(parts -> parts.forEach(p -> costs.merge(p.lease(), p.micros(), Long::sum)));
  }

  /** The funds that are touched. */
  Set<Lease> leases() {
    return costs.keySet();
  }

  void write(Handle handle) {
    for (Map.Entry<Lease, Long> cost : costs.entrySet()) {
      Lease lease = cost.getKey();
      long free = lease.surplus(System.nanoTime());
      surplus.merge(lease, free, Long::sum);
      FundTable.takeBack(handle, lease.fund(), instances.id(), cost.getValue() + free);
    }
  }

  /** The transaction is over. */
  void close(boolean written) {
    if (written) {
      costs.forEach((lease, micros) -> lease.written(micros, true));
    } else {
      surplus.forEach(Lease::keep);
      pending.putBack(settled);
    }
  }

  /** The events will never be written: nothing was spent. */
  void lost() {
    costs.forEach((lease, micros) -> lease.written(micros, false));
  }
}
