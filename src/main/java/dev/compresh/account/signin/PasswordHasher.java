package dev.compresh.account.signin;

import dev.compresh.account.InvalidField;
import dev.compresh.account.PasswordRules;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords, a few at a time: each takes 19 MiB and a processor for some ten milliseconds,
 * and anybody can ask for it.
 */
public final class PasswordHasher {
  private static final int LEAST = 12;
  private static final int MOST = 256;
  private static final long WAIT_SECONDS = 10;

  /**
   * Of no password at all, at the costs of {@link PasswordRules}: made up, so that no start pays.
   */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

  private final Semaphore room;

  /**
   * @param atOnce most at the same time
   */
  public PasswordHasher(int atOnce) {
    this.room = new Semaphore(atOnce);
  }

  /** Too many at once; to be tried again. */
  public static final class HasherBusyException extends RuntimeException {
    HasherBusyException() {
      super("Too many sign-ins at once.", null, false, false);
    }
  }

  /**
   * The hash of a password that its user chose.
   *
   * @throws InvalidField for one that is too short or too long, or is the name
   */
  public String hashChosen(String field, String name, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < LEAST || length > MOST) {
      throw new InvalidField(
          field, "The password must be " + LEAST + " to " + MOST + " characters long.");
    }
    if (password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
        && password.length() < name.length() + LEAST) {
      throw new InvalidField(
          field, "The password is too close to the user name. Choose a different one.");
    }
    return hash(password);
  }

  public String hash(String password) {
    return bounded(() -> PasswordRules.hash(password));
  }

  boolean verify(String password, String hash) {
    return bounded(() -> PasswordRules.verify(password, hash));
  }

  /** The same work as {@link #verify}, for a name that is not known. */
  boolean verifyNobody(String password) {
    return verify(password, NOBODY) && password.isEmpty();
  }

  private <T> T bounded(Supplier<T> work) {
    try {
      if (!room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new HasherBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HasherBusyException();
    }
    try {
      return work.get();
    } finally {
      room.release();
    }
  }
}
