package dev.compresh.budget;

import dev.compresh.budget.LedgerEntry.Kind;
import dev.compresh.store.ChangeMarks;
import dev.compresh.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Money that comes into an organisation's balance, and corrections of it. Methods throw {@link
 * dev.compresh.store.StoreException} where the store is down; those that take a handle are a part
 * of the caller's transaction.
 */
public final class TopUps {
  /** A billion USD: more is a mistake. */
  static final long MOST = 1_000_000_000_000_000L;

  private final Database database;
  private final InstantSource clock;

  public TopUps(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Adds money. An organisation that had no plan is prepaid from now on: it spends what it has.
   *
   * @param micros above zero
   * @param actor who does it: a user's id, or {@code cli}
   * @return the balance after it
   */
  public long add(String orgId, long micros, String actor, String note) {
    return database.commit(handle -> add(handle, orgId, micros, actor, note));
  }

  /** As above, in the caller's transaction. */
  public long add(Handle handle, String orgId, long micros, String actor, String note) {
    if (micros <= 0) {
      throw new IllegalArgumentException("A top-up is above zero.");
    }
    return post(handle, "topup:" + UUID.randomUUID(), orgId, Kind.TOP_UP, micros, actor, note);
  }

  /**
   * Corrects a balance by {@code micros}, above or below zero; the balance after it.
   *
   * @param note why; not blank
   */
  public long adjust(Handle handle, String orgId, long micros, String actor, String note) {
    if (note.isBlank()) {
      throw new IllegalArgumentException("An adjustment says why.");
    }
    String posting = "adjustment:" + UUID.randomUUID();
    return post(handle, posting, orgId, Kind.ADJUSTMENT, micros, actor, note);
  }

  /** Pays money back out of a balance, {@code micros} above zero; the balance after it. */
  public long refund(Handle handle, String orgId, long micros, String actor, String note) {
    if (micros <= 0) {
      throw new IllegalArgumentException("A refund is above zero.");
    }
    return post(handle, "refund:" + UUID.randomUUID(), orgId, Kind.REFUND, -micros, actor, note);
  }

  /**
   * Credits a payment; false where it was credited before.
   *
   * @param witness told as a part of the transaction, where it is credited now
   */
  boolean pay(
      String payment,
      String orgId,
      long micros,
      String actor,
      String note,
      Consumer<Handle> witness) {
    Instant now = clock.instant();
    bounded(micros);
    return database.commit(
        handle -> {
          boolean first =
              Ledger.post(
                  handle, orgId, new LedgerEntry(payment, Kind.PAYMENT, micros, now, actor, note));
          if (first) {
            TermsTable.prepaid(handle, orgId);
            ChangeMarks.mark(handle, Budget.TOPIC);
            witness.accept(handle);
          }
          return first;
        });
  }

  private long post(
      Handle handle,
      String posting,
      String orgId,
      Kind kind,
      long micros,
      String actor,
      String note) {
    bounded(micros);
    Ledger.post(
        handle, orgId, new LedgerEntry(posting, kind, micros, clock.instant(), actor, note));
    if (kind == Kind.TOP_UP) {
      TermsTable.prepaid(handle, orgId);
    }
    ChangeMarks.mark(handle, Budget.TOPIC);
    return Ledger.balance(handle, orgId);
  }

  private static void bounded(long micros) {
    if (micros == 0 || micros > MOST || micros < -MOST) {
      throw new IllegalArgumentException("An amount is not zero and at most 1,000,000,000 USD.");
    }
  }
}
