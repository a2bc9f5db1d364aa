package dev.compresh.budget;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Writes what requests have cost: ledger, balances, sums and the end of their holds, all in the
 * transaction that writes their events.
 */
public final class Books {
  private final Budget budget;
  private final InstantSource clock;
  private final Consumer<Warning> warned;

  /**
   * @param warned is told, once for each cap and period, that nine tenths are used
   */
  public Books(Budget budget, InstantSource clock, Consumer<Warning> warned) {
    this.budget = budget;
    this.clock = clock;
    this.warned = warned;
  }

  /** Begins one attempt to write the events of these ids. */
  public Page open(Collection<String> eventIds) {
    return new Page(budget.shrinking(eventIds));
  }

  /** The events of these ids will never be written: what they cost is lost. */
  public void lost(Collection<String> eventIds) {
    budget.shrinking(eventIds).lost();
  }

  /** One attempt. */
  public final class Page {
    private final Shrinking shrinking;
    private final List<Warning> warnings = new ArrayList<>();

    private Page(Shrinking shrinking) {
      this.shrinking = shrinking;
    }

    /**
     * Writes as a part of the events' transaction.
     *
     * @param entries those of the events that are new in the store
     */
    public void write(Handle handle, List<Entry> entries) {
      SpendTable.add(handle, entries);
      Ledger.charge(handle, entries);
      shrinking.write(handle);
      shrinking
          .leases()
          .forEach(
              lease -> Warning.of(handle, lease.fund(), clock.instant()).ifPresent(warnings::add));
    }

    /** The transaction is over. To be called in any case. */
    public void close(boolean written) {
      shrinking.close(written);
      if (written) {
        warnings.forEach(warned);
      }
    }
  }
}
