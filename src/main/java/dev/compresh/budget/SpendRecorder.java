package dev.compresh.budget;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Writes what requests have cost: ledger, balances, sums and the end of their holds, all in the
 * transaction that writes their events.
 */
public final class SpendRecorder {
  private final Budget budget;
  private final InstantSource clock;
  private final Consumer<CapWarning> warned;

  /**
   * @param warned is notified, once for each cap and period, that nine tenths are used
   */
  public SpendRecorder(Budget budget, InstantSource clock, Consumer<CapWarning> warned) {
    this.budget = budget;
    this.clock = clock;
    this.warned = warned;
  }

  /** Begins one attempt to write the events of these ids. */
  public SpendPage open(Collection<String> eventIds) {
    return new SpendPage(budget.shrinking(eventIds));
  }

  /** The events of these ids will never be written: what they cost is lost. */
  public void lost(Collection<String> eventIds) {
    budget.shrinking(eventIds).lost();
  }

  /** One attempt. */
  public final class SpendPage {
    private final LeaseShrinking leaseShrinking;
    private final List<CapWarning> warnings = new ArrayList<>();

    private SpendPage(LeaseShrinking leaseShrinking) {
      this.leaseShrinking = leaseShrinking;
    }

    /**
     * Writes as a part of the events' transaction.
     *
     * @param entries those of the events that are new in the store
     */
    public void write(Handle handle, List<SpendEntry> entries) {
      SpendTable.add(handle, entries);
      Ledger.charge(handle, entries);
      warnings.clear();
      leaseShrinking.write(
          handle, entries.stream().map(SpendEntry::id).collect(Collectors.toSet()));
      leaseShrinking
          .leases()
          .forEach(
              moneyLease ->
                  CapWarning.of(handle, moneyLease.fund(), clock.instant())
                      .ifPresent(warnings::add));
    }

    /** The transaction is over. To be called in any case. */
    public void close(boolean written) {
      leaseShrinking.close(written);
      if (written) {
        warnings.forEach(warned);
      }
    }
  }
}
