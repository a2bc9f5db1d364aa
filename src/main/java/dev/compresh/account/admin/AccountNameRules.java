package dev.compresh.account.admin;

import dev.compresh.account.InvalidField;

/** Checks the names of organisations, users and models. */
final class AccountNameRules {
  private static final int MOST = 100;

  private AccountNameRules() {}

  static String requireName(String field, String given) {
    String name = given.strip();
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > MOST || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidField(field, "A name must be 1 to " + MOST + " characters on one line.");
    }
    return name;
  }
}
