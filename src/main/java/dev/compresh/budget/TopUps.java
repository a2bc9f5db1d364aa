package dev.compresh.budget;

import dev.compresh.budget.LedgerEntry.EntryKind;
import dev.compresh.store.ChangeMarks;
import dev.compresh.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
    return post(handle, orgId, EntryKind.TOP_UP, micros, new TopUpOrigin(actor, note, null))
        .balance;
  }

  /**
   * The origin of a manual balance change.
   *
   * @param once names the request: another one of that name posts nothing; null for none
   */
  public record TopUpOrigin(String actor, String note, @Nullable String once) {}

  /**
   * The result of a balance change.
   *
   * @param fresh whether it was posted now, and not before
   * @param same whether what is posted is of this amount
   * @param balance after it
   */
  public record PostedTopUp(boolean fresh, boolean same, long balance) {}

  /**
   * Posts a top-up, a refund or an adjustment, as a part of the caller's transaction.
   *
   * @param micros what the balance changes by: above zero for a top-up, below for a refund
   * @throws IllegalArgumentException for another amount, and for adjustments that don't say why
   */
  public PostedTopUp post(
      Handle handle, String orgId, EntryKind entryKind, long micros, TopUpOrigin topUpOrigin) {
    bounded(micros);
    boolean wrong =
        switch (entryKind) {
          case TOP_UP -> micros < 0;
          case REFUND -> micros > 0;
          case ADJUSTMENT -> topUpOrigin.note.isBlank();
          case PAYMENT, USAGE -> true;
        };
    if (wrong) {
      throw new IllegalArgumentException(
          "A top-up must be above zero, a refund below zero, and an adjustment needs a note.");
    }
    String name =
        topUpOrigin.once == null ? UUID.randomUUID().toString() : orgId + ":" + topUpOrigin.once;
    String posting = entryKind.name().toLowerCase(Locale.ROOT).replace("_", "") + ":" + name;
    boolean fresh =
        Ledger.post(
            handle,
            orgId,
            new LedgerEntry(
                posting, entryKind, micros, clock.instant(), topUpOrigin.actor, topUpOrigin.note));
    if (fresh && entryKind == EntryKind.TOP_UP) {
      TermsTable.prepaid(handle, orgId);
    }
    if (fresh) {
      ChangeMarks.mark(handle, Budget.TOPIC);
    }
    boolean same = fresh || Ledger.posted(handle, orgId, posting) == micros;
    return new PostedTopUp(fresh, same, Ledger.balance(handle, orgId));
  }

  /**
   * Credits a payment; false where it was credited before.
   *
   * @param witness notified as a part of the transaction, where it is credited now
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
                  handle,
                  orgId,
                  new LedgerEntry(payment, EntryKind.PAYMENT, micros, now, actor, note));
          if (first) {
            TermsTable.prepaid(handle, orgId);
            ChangeMarks.mark(handle, Budget.TOPIC);
            witness.accept(handle);
          }
          return first;
        });
  }

  private static void bounded(long micros) {
    if (micros == 0 || micros > MOST || micros < -MOST) {
      throw new IllegalArgumentException(
          "An amount must not be zero and at most 1,000,000,000 USD.");
    }
  }
}
