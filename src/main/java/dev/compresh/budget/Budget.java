package dev.compresh.budget;

import dev.compresh.budget.Reservation.BudgetExceeded;
import dev.compresh.budget.Reservation.InsufficientBalance;
import dev.compresh.budget.Reservation.ReservationUnavailable;
import dev.compresh.budget.Reservation.ReservedMoney;
import dev.compresh.store.Database;
import dev.compresh.store.InstanceRegistry;
import dev.compresh.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a request can be paid for, and reserves its money while it runs. May block on the
 * store; never throws. For payers without caps and prepaid balance there is nothing to do.
 */
public final class Budget implements AutoCloseable {
  /** Changes of caps, plans and balances are announced under this topic. */
  static final String TOPIC = "budgets";

  /**
   * Caps refuse once they are reached, and not before: the last request under one may exceed it.
   */
  private static final long LEAST_OF_CAP = 1;

  private final TermsCache terms;
  private final LeaseBook leaseBook;

  /**
   * Frees at once what ended processes had held.
   *
   * @param instanceRegistry tells this process from others; closed with this
   * @throws StoreException where the store does not answer
   */
  public Budget(Database database, InstanceRegistry instanceRegistry, InstantSource clock) {
    this.terms = new TermsCache(database);
    this.leaseBook = new LeaseBook(database, instanceRegistry, clock);
    database.onChange(TOPIC, this::changed);
    database.onCommit(TOPIC, this::changed);
  }

  /** Caps, plans or balances were changed: all is asked for again. */
  void changed() {
    terms.outdate();
    leaseBook.doubt();
  }

  /**
   * Returns what holds for {@code payer}; empty where the store has to be asked and does not
   * answer.
   */
  public Optional<BillingTerms> terms(Payer payer) {
    try {
      return Optional.of(terms.load(payer));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  /**
   * Why a request can't be paid for whatever it costs; null where nothing speaks against it.
   *
   * @param free whether it costs nothing: then a balance that is used up does not matter
   */
  public @Nullable Reservation refusal(BillingTerms of, Instant time, boolean free) {
    try {
      OrgBilling billing = of.billing();
      if (billing.prepaid()
          && !free
          && leaseBook.exhausted(FundingSource.balance(billing.orgId()))) {
        return new InsufficientBalance(0);
      }
      for (SpendCap cap : of.caps()) {
        if (leaseBook.exhausted(FundingSource.of(cap, time))) {
          return new BudgetExceeded(cap, cap.period().end(time));
        }
      }
      return null;
    } catch (StoreException e) {
      return new ReservationUnavailable();
    }
  }

  /**
   * Holds what a request may cost: of the balance first, all of it or nothing; then of the caps, as
   * much of it as is left there.
   *
   * @param time when it came in
   */
  public Reservation reserve(BillingTerms of, Instant time, CostEstimate costEstimate) {
    if (of.unlimited()) {
      return new ReservedMoney(MoneyHold.NONE);
    }
    List<MoneyHold.HoldPart> parts = new ArrayList<>(of.caps().size() + 1);
    Reservation refusal = new ReservationUnavailable();
    try {
      refusal = draw(of, time, costEstimate, parts);
    } catch (StoreException e) {
      // Some may be held already: it is let go below.
    }
    if (refusal != null) {
      parts.forEach(holdPart -> holdPart.lease().release(holdPart.micros()));
      return refusal;
    }
    return new ReservedMoney(parts.isEmpty() ? MoneyHold.NONE : new MoneyHold(parts, leaseBook));
  }

  private @Nullable Reservation draw(
      BillingTerms of, Instant time, CostEstimate costEstimate, List<MoneyHold.HoldPart> parts) {
    OrgBilling billing = of.billing();
    if (billing.prepaid() && costEstimate.charge() > 0) {
      MoneyHold.HoldPart holdPart =
          leaseBook.draw(
              FundingSource.balance(billing.orgId()),
              costEstimate.leastCharge(),
              costEstimate.charge());
      if (holdPart == null) {
        return new InsufficientBalance(costEstimate.leastCharge());
      }
      parts.add(holdPart);
    }
    for (SpendCap cap : of.caps()) {
      if (costEstimate.cost() > 0) {
        MoneyHold.HoldPart holdPart =
            leaseBook.draw(FundingSource.of(cap, time), LEAST_OF_CAP, costEstimate.cost());
        if (holdPart == null) {
          return new BudgetExceeded(cap, cap.period().end(time));
        }
        parts.add(holdPart);
      }
    }
    return null;
  }

  /** Requests under way that hold something. */
  public long holds() {
    return leaseBook.holds();
  }

  /** Returns what they hold, in micro-USD; a request counts once for each cap and balance. */
  public long held() {
    return leaseBook.held();
  }

  LeaseShrinking shrinking(Collection<String> eventIds) {
    return leaseBook.shrinking(eventIds);
  }

  /** Gives back what is not needed here; runs by itself, at other times for tests. */
  void sweep() {
    leaseBook.sweep();
  }

  /** Gives everything back. The store must still be open. */
  @Override
  public void close() {
    leaseBook.close();
  }
}
