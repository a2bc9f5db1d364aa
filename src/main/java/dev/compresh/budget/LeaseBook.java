package dev.compresh.budget;

import dev.compresh.store.Database;
import dev.compresh.store.InstanceRegistry;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases that this process has on funds. A request that fits into what is free of a lease
 * costs no access to the store. Where a fund has plenty, more is lent than one request needs; where
 * it is short, exactly what the request holds, so that no process keeps from another what it does
 * not use. The store never lends more than there is.
 */
final class LeaseBook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseBook.class);

  /** A fund that holds so many times what is asked for has plenty. */
  private static final int PLENTY = 64;

  /** At most this part of what a fund has left is lent ahead to one process. */
  private static final int PART = 16;

  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final long SOLVENT_NANOS = Duration.ofMillis(250).toNanos();

  /** Deaths of others are looked for every so many sweeps. */
  private static final int DEATHS = 20;

  private final Database database;
  private final InstanceRegistry instanceRegistry;
  private final LeaseMaintenance care;
  private final PendingSpend pendingSpend;
  private final ConcurrentHashMap<FundingSource, MoneyLease> leases = new ConcurrentHashMap<>();
  private final ScheduledTask sweeper;
  private final AtomicLong holds = new AtomicLong();
  private int sweeps;

  private record LeaseGrant(long micros, long hold, boolean ample) {}

  LeaseBook(Database database, InstanceRegistry instanceRegistry, InstantSource clock) {
    this.database = database;
    this.instanceRegistry = instanceRegistry;
    this.care = new LeaseMaintenance(database, instanceRegistry, clock);
    this.pendingSpend = new PendingSpend(database);
    care.releaseDead();
    this.sweeper = ScheduledTask.start("leases", SWEEP, this::sweep);
  }

  /**
   * Holds between {@code least} and {@code wanted} of {@code fund}; null where there is not as
   * much.
   *
   * @throws StoreException where the store has to be asked and does not answer
   */
  MoneyHold.@Nullable HoldPart draw(FundingSource fundingSource, long least, long wanted) {
    if (care.isDoubtful()) {
      care.confirm(leases.values());
    }
    while (true) {
      MoneyLease moneyLease = forFund(fundingSource);
      long own = moneyLease.take(wanted, System.nanoTime());
      if (own >= 0) {
        long hold = own == wanted ? own : borrow(moneyLease, own, least, wanted);
        return hold < 0
            ? null
            : new MoneyHold.HoldPart(moneyLease, hold, fundingSource.scope() == null);
      }
    }
  }

  private MoneyLease forFund(FundingSource fundingSource) {
    MoneyLease known = leases.get(fundingSource);
    return known != null
        ? known
        : leases.computeIfAbsent(fundingSource, f -> new MoneyLease(f, System.nanoTime()));
  }

  /** Asks the store for what is missing; what is held then, or -1. */
  private long borrow(MoneyLease moneyLease, long own, long least, long wanted) {
    long hold = -1;
    try {
      LeaseGrant leaseGrant = asked(moneyLease.fund(), least - own, wanted - own);
      if (leaseGrant != null) {
        moneyLease.grant(leaseGrant.micros, leaseGrant.hold, leaseGrant.ample);
        hold = own + leaseGrant.hold;
      } else if (own >= least) {
        hold = own;
      }
      return hold;
    } catch (StoreException e) {
      if (own < least) {
        throw e;
      }
      hold = own;
      return hold;
    } finally {
      if (hold < 0) {
        moneyLease.release(own);
      }
    }
  }

  private @Nullable LeaseGrant asked(FundingSource fundingSource, long least, long missing) {
    // A read first: who has nothing left shall not keep the store busy with writes.
    FundTable.FundState fundState = state(fundingSource);
    if (fundState != null && fundState.available() < Math.max(1, least)) {
      return null;
    }
    String id = instanceRegistry.id();
    return database.<@Nullable LeaseGrant>commit(
        handle -> {
          LeaseGrant leaseGrant = grant(handle, fundingSource, id, Math.max(1, least), missing);
          if (leaseGrant != null) {
            care.register(handle);
            FundTable.lend(handle, fundingSource, id, leaseGrant.micros);
          }
          return leaseGrant;
        });
  }

  private static @Nullable LeaseGrant grant(
      Handle handle, FundingSource fundingSource, String id, long least, long missing) {
    FundTable.FundState fundState = FundTable.state(handle, fundingSource);
    if (fundState == null) {
      return new LeaseGrant(missing, missing, false);
    }
    long available = fundState.available();
    if (available < least) {
      return null;
    }
    if (available / PLENTY < missing) {
      long hold = Math.min(available, missing);
      return new LeaseGrant(hold, hold, false);
    }
    long ahead = available / PART - FundTable.lent(handle, fundingSource, id);
    return new LeaseGrant(Math.max(missing, Math.min(available / PLENTY, ahead)), missing, true);
  }

  /** The fund as the store knows it, null where there is no such limit any more. */
  FundTable.@Nullable FundState state(FundingSource fundingSource) {
    return database.<FundTable.@Nullable FundState>read(
        handle -> FundTable.state(handle, fundingSource));
  }

  /**
   * Returns whether nothing is left of {@code fund}, whatever may be held of it. Asked of the store
   * at most four times a second.
   */
  boolean exhausted(FundingSource fundingSource) {
    long now = System.nanoTime();
    MoneyLease moneyLease = forFund(fundingSource);
    if (moneyLease.solvent(now)) {
      return false;
    }
    FundTable.FundState fundState = state(fundingSource);
    boolean none = fundState != null && fundState.exhausted();
    if (!none) {
      moneyLease.solventUntil(now + SOLVENT_NANOS);
    }
    return none;
  }

  /** A request holds something, or does no more. */
  void count(int change) {
    holds.addAndGet(change);
  }

  /** Requests under way that hold something. */
  long holds() {
    return holds.get();
  }

  void settled(String eventId, List<MoneyHold.SettledPart> parts) {
    pendingSpend.add(eventId, parts);
  }

  /** Returns what must be stored with the events of these ids. */
  LeaseShrinking shrinking(Collection<String> eventIds) {
    return new LeaseShrinking(pendingSpend.take(eventIds), pendingSpend, instanceRegistry);
  }

  /** All has to be asked again: caps or balances were changed. */
  void doubt() {
    leases.values().forEach(MoneyLease::doubt);
  }

  /** Returns what is reserved for requests in progress, in micro-USD. */
  long held() {
    return leases.values().stream().mapToLong(MoneyLease::held).sum();
  }

  /** Gives back what is not needed here. */
  void sweep() {
    long now = System.nanoTime();
    Map<MoneyLease, Long> surplus = new HashMap<>();
    for (MoneyLease moneyLease : new ArrayList<>(leases.values())) {
      long free = moneyLease.surplus(now);
      if (free != 0) {
        surplus.put(moneyLease, free);
      }
      if (moneyLease.granted() == 0 && moneyLease.retire(now)) {
        leases.remove(moneyLease.fund(), moneyLease);
      }
    }
    try {
      giveBack(surplus);
      pendingSpend.forgetWritten();
      care.beat(leases.values());
      if (sweeps++ % DEATHS == 0) {
        care.releaseDead();
      }
    } catch (StoreException e) {
      LOG.debug("renewing leases failed and will be retried: {}", e.getMessage());
    }
  }

  private void giveBack(Map<MoneyLease, Long> surplus) {
    if (surplus.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      String id = instanceRegistry.id();
      database.commit(
          handle -> {
            surplus.forEach(
                (moneyLease, free) -> FundTable.takeBack(handle, moneyLease.fund(), id, free));
            return surplus.size();
          });
      done = true;
    } finally {
      if (!done) {
        surplus.forEach(MoneyLease::keep);
      }
    }
  }

  @Override
  public void close() {
    sweeper.close();
    care.leave();
  }
}
