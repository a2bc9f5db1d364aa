package dev.compresh.account;

import java.util.Locale;
import java.util.Optional;

/** The role of a user in their organisation; more rights first. */
public enum Role {
  /** Everything; there is always one. */
  OWNER,
  /** Everything but the owners and the billing plan. */
  ADMIN,
  /** Their own keys and usage. */
  MEMBER;

  public boolean atLeast(Role other) {
    return compareTo(other) <= 0;
  }

  /** The name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> named(String label) {
    for (Role role : values()) {
      if (role.label().equals(label)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
