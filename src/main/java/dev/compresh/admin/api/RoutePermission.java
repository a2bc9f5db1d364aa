package dev.compresh.admin.api;

import dev.compresh.account.Principal;
import dev.compresh.account.Role;

/** The permission that a route requires. The feature checks which objects the caller may reach. */
public enum RoutePermission {
  /** Everybody, signed in or not. */
  OPEN,
  /** Programs on this machine without signing in; from elsewhere the operator. */
  LOCAL,
  /** Everybody who is signed in, also with a one-time password. */
  SELF,
  MEMBER,
  ADMIN,
  OWNER,
  /** Whoever runs the installation. */
  OPERATOR;

  boolean allows(Principal caller) {
    return switch (this) {
      case OPEN, SELF -> true;
      case MEMBER -> true;
      case ADMIN -> caller.role().atLeast(Role.ADMIN);
      case OWNER -> caller.role().atLeast(Role.OWNER);
      case LOCAL, OPERATOR -> caller.operator();
    };
  }
}
