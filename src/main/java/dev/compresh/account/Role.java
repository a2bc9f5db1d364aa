package dev.compresh.account;

/** What a user may do in their organisation. */
public enum Role {
  /** Everything; there is always one. */
  OWNER,
  /** Everything but the owner's own rights. */
  ADMIN,
  /** Their own keys and usage. */
  MEMBER
}
