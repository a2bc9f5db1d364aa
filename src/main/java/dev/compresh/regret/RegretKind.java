package dev.compresh.regret;

import java.util.Locale;

/** The kinds of signs that something was missing. */
public enum RegretKind {
  /** A file or a query was read again soon after its result had been cut. */
  READ_AGAIN,
  /** A command was run again soon after its output had been cut, with nothing edited between. */
  RUN_AGAIN,
  /** A tool refused an edit of a file whose lines had been rewritten. */
  EDIT_REFUSED,
  /** A user said again what stood in a folded episode. */
  SAID_AGAIN,
  /** A provider dropped thinking that did not fit what stood before it. */
  THINKING_DROPPED;

  /** The name in columns, metrics and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
