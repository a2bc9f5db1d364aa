package dev.compresh.budget;

import dev.compresh.store.Database;
import dev.compresh.store.Instances;
import dev.compresh.store.Periodic;
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
 * What this process has been lent of the funds. A request that fits into what is free of a lease
 * costs no access to the store. Where a fund has plenty, more is lent than one request needs; where
 * it is short, exactly what the request holds, so that no process keeps from another what it does
 * not use. The store never lends more than there is.
 */
final class Leases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  /** A fund that holds so many times what is asked for has plenty. */
  private static final int PLENTY = 64;

  /** At most this part of what a fund has left is lent ahead to one process. */
  private static final int PART = 16;

  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final long SOLVENT_NANOS = Duration.ofMillis(250).toNanos();

  /** Deaths of others are looked for every so many sweeps. */
  private static final int DEATHS = 20;

  private final Database database;
  private final Instances instances;
  private final LeaseCare care;
  private final Pending pending;
  private final ConcurrentHashMap<Fund, Lease> leases = new ConcurrentHashMap<>();
  private final Periodic sweeper;
  private final AtomicLong holds = new AtomicLong();
  private int sweeps;

  private record Grant(long micros, long hold, boolean ample) {}

  Leases(Database database, Instances instances, InstantSource clock) {
    this.database = database;
    this.instances = instances;
    this.care = new LeaseCare(database, instances, clock);
    this.pending = new Pending(database);
    care.releaseDead();
    this.sweeper = Periodic.start("leases", SWEEP, this::sweep);
  }

  /**
   * Holds between {@code least} and {@code wanted} of {@code fund}; null where there is not as
   * much.
   *
   * @throws StoreException where the store has to be asked and does not answer
   */
  Hold.@Nullable Part draw(Fund fund, long least, long wanted) {
    while (true) {
      Lease lease = of(fund);
      long own = lease.take(wanted, System.nanoTime());
      if (own >= 0) {
        long hold = own == wanted ? own : borrow(lease, own, least, wanted);
        return hold < 0 ? null : new Hold.Part(lease, hold, fund.scope() == null);
      }
    }
  }

  private Lease of(Fund fund) {
    Lease known = leases.get(fund);
    return known != null
        ? known
        : leases.computeIfAbsent(fund, f -> new Lease(f, System.nanoTime()));
  }

  /** Asks the store for what is missing; what is held then, or -1. */
  private long borrow(Lease lease, long own, long least, long wanted) {
    long hold = -1;
    try {
      Grant grant = asked(lease.fund(), least - own, wanted - own);
      if (grant != null) {
        lease.grant(grant.micros, grant.hold, grant.ample);
        hold = own + grant.hold;
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
        lease.release(own);
      }
    }
  }

  private @Nullable Grant asked(Fund fund, long least, long missing) {
    // A read first: who has nothing left shall not keep the store busy with writes.
    FundTable.State state = state(fund);
    if (state != null && state.available() < Math.max(1, least)) {
      return null;
    }
    String id = instances.id();
    return database.<@Nullable Grant>commit(
        handle -> {
          Grant grant = grant(handle, fund, id, Math.max(1, least), missing);
          if (grant != null) {
            care.register(handle);
            FundTable.lend(handle, fund, id, grant.micros);
          }
          return grant;
        });
  }

  private static @Nullable Grant grant(
      Handle handle, Fund fund, String id, long least, long missing) {
    FundTable.State state = FundTable.state(handle, fund);
    if (state == null) {
      return new Grant(missing, missing, false);
    }
    long available = state.available();
    if (available < least) {
      return null;
    }
    if (available / PLENTY < missing) {
      long hold = Math.min(available, missing);
      return new Grant(hold, hold, false);
    }
    long ahead = available / PART - FundTable.lent(handle, fund, id);
    return new Grant(Math.max(missing, Math.min(available / PLENTY, ahead)), missing, true);
  }

  /** The fund as the store knows it, null where there is no such limit any more. */
  FundTable.@Nullable State state(Fund fund) {
    return database.<FundTable.@Nullable State>read(handle -> FundTable.state(handle, fund));
  }

  /**
   * Whether nothing is left of {@code fund}, whatever may be held of it. Asked of the store at most
   * four times a second.
   */
  boolean exhausted(Fund fund) {
    long now = System.nanoTime();
    Lease lease = of(fund);
    if (lease.solvent(now)) {
      return false;
    }
    FundTable.State state = state(fund);
    boolean none = state != null && state.exhausted();
    if (!none) {
      lease.solventUntil(now + SOLVENT_NANOS);
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

  void settled(String eventId, List<Hold.Settled> parts) {
    pending.add(eventId, parts);
  }

  /** What the store has to be told with the events of these ids. */
  Shrinking shrinking(Collection<String> eventIds) {
    return new Shrinking(pending.take(eventIds), pending, instances);
  }

  /** All has to be asked again: caps or balances were changed. */
  void doubt() {
    leases.values().forEach(Lease::doubt);
  }

  /** What is held at present for requests under way, in micro-USD. */
  long held() {
    return leases.values().stream().mapToLong(Lease::held).sum();
  }

  /** Gives back what is not needed here. */
  void sweep() {
    long now = System.nanoTime();
    Map<Lease, Long> surplus = new HashMap<>();
    Map<Fund, Long> granted = new HashMap<>();
    for (Lease lease : new ArrayList<>(leases.values())) {
      long free = lease.surplus(now);
      if (free != 0) {
        surplus.put(lease, free);
      }
      long left = lease.granted();
      if (left != 0) {
        granted.put(lease.fund(), left);
      } else if (lease.retire(now)) {
        leases.remove(lease.fund(), lease);
      }
    }
    try {
      giveBack(surplus);
      pending.forgetWritten();
      care.beat(granted);
      if (sweeps++ % DEATHS == 0) {
        care.releaseDead();
      }
    } catch (StoreException e) {
      LOG.debug("leases are looked after later: {}", e.getMessage());
    }
  }

  private void giveBack(Map<Lease, Long> surplus) {
    if (surplus.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      String id = instances.id();
      database.commit(
          handle -> {
            surplus.forEach((lease, free) -> FundTable.takeBack(handle, lease.fund(), id, free));
            return surplus.size();
          });
      done = true;
    } finally {
      if (!done) {
        surplus.forEach(Lease::keep);
      }
    }
  }

  @Override
  public void close() {
    sweeper.close();
    care.leave();
  }
}
