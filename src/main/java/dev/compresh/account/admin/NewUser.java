package dev.compresh.account.admin;

import dev.compresh.account.User;
import org.jspecify.annotations.Nullable;

/**
 * A user with the password to tell them, this once.
 *
 * @param password good for one sign-in, after which it has to be changed; null where one was chosen
 */
public record NewUser(User user, @Nullable String password) {
  @Override
  public String toString() {
    return "NewUser[" + user.name() + "]";
  }
}
