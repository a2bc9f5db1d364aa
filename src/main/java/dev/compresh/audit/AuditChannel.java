package dev.compresh.audit;

/** The way on which somebody came in. */
public enum AuditChannel {
  /** Signed in with a password, in a browser. */
  SESSION,
  /** A script with a personal admin token. */
  TOKEN,
  /** The command line, on the data itself. */
  CLI,
  /** A payment provider's signed call. */
  WEBHOOK,
  /** Not signed in, or not yet. */
  NONE
}
