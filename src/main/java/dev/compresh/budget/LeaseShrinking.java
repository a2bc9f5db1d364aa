package dev.compresh.budget;

import dev.compresh.store.InstanceRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The leases' share in writing events: what these have cost leaves the leases as it enters the
 * sums, and what is free of short funds goes back. For one attempt of a transaction.
 */
final class LeaseShrinking {
  private final Map<String, List<MoneyHold.SettledPart>> settled;
  private final PendingSpend pendingSpend;
  private final InstanceRegistry instanceRegistry;
  private final Map<MoneyLease, Long> costs = new LinkedHashMap<>();
  private final Map<MoneyLease, Long> surplus = new LinkedHashMap<>();

  LeaseShrinking(
      Map<String, List<MoneyHold.SettledPart>> settled,
      PendingSpend pendingSpend,
      InstanceRegistry instanceRegistry) {
    this.settled = settled;
    this.pendingSpend = pendingSpend;
    this.instanceRegistry = instanceRegistry;
    settled
        .values()
        .forEach(parts -> parts.forEach(p -> costs.merge(p.lease(), p.micros(), Long::sum)));
  }

  /** The funds that are touched. */
  Set<MoneyLease> leases() {
    return costs.keySet();
  }

  /**
   * Writes as a part of the transaction, which may be run again.
   *
   * @param fresh the events that were not in the store yet; what the others cost has left the lease
   *     already
   */
  void write(Handle handle, Set<String> fresh) {
    surplus.forEach(MoneyLease::keep);
    surplus.clear();
    Map<MoneyLease, Long> leaving = new LinkedHashMap<>();
    settled.forEach(
        (event, parts) ->
            parts.forEach(
                p -> leaving.merge(p.lease(), fresh.contains(event) ? p.micros() : 0, Long::sum)));
    for (Map.Entry<MoneyLease, Long> cost : leaving.entrySet()) {
      MoneyLease moneyLease = cost.getKey();
      long free = moneyLease.surplus(System.nanoTime());
      surplus.merge(moneyLease, free, Long::sum);
      FundTable.takeBack(handle, moneyLease.fund(), instanceRegistry.id(), cost.getValue() + free);
    }
  }

  /** The transaction is over. */
  void close(boolean written) {
    if (written) {
      costs.forEach((moneyLease, micros) -> moneyLease.written(micros, true));
    } else {
      surplus.forEach(MoneyLease::keep);
      pendingSpend.putBack(settled);
    }
  }

  /** The events will never be written: nothing was spent. */
  void lost() {
    costs.forEach((moneyLease, micros) -> moneyLease.written(micros, false));
  }
}
