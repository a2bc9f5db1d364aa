package dev.compresh.account;

/** Whether an organisation or a user may be served. */
public enum AccountState {
  ACTIVE,
  DEACTIVATED
}
