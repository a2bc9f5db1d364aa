package dev.compresh.budget;

import java.time.Instant;

/**
 * A line of an account.
 *
 * @param posting what it belongs to: an event's id, or one that says what it is for
 * @param micros added to the account, below zero where taken from it
 * @param actor who did it: a user's id, a key's id, or the name of a service
 */
public record LedgerEntry(
    String posting, EntryKind kind, long micros, Instant time, String actor, String note) {

  /** The kind of an entry. */
  public enum EntryKind {
    /** A request. */
    USAGE("revenue"),
    /** Money added by an operator. */
    TOP_UP("payments"),
    /** Money paid through a payment service. */
    PAYMENT("payments"),
    /** Money given back. */
    REFUND("payments"),
    /** A correction. */
    ADJUSTMENT("adjustments");

    private final String against;

    EntryKind(String against) {
      this.against = against;
    }

    /** The account on the other side. */
    String counterAccount() {
      return against;
    }
  }
}
