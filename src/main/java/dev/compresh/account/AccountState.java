package dev.compresh.account;

/** The state of an organisation or a user. */
public enum AccountState {
  ACTIVE,
  DEACTIVATED
}
