package dev.compresh.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in. The password's hash stays in the store.
 *
 * @param name what they sign in with; unique over all organisations
 * @param operator whether what concerns the whole installation is theirs too
 * @param oneTime whether their password has to be changed first
 * @param lastSignIn null for never
 */
public record User(
    String id,
    String orgId,
    String name,
    Role role,
    AccountState state,
    boolean operator,
    boolean oneTime,
    Instant created,
    @Nullable Instant lastSignIn) {

  /** Returns how much this user may do, compared with others: nobody changes who may more. */
  public int rank() {
    return rank(role, operator);
  }

  /** The rank of whoever has that role. */
  public static int rank(Role role, boolean operator) {
    if (operator) {
      return 4;
    }
    return switch (role) {
      case OWNER -> 3;
      case ADMIN -> 2;
      case MEMBER -> 1;
    };
  }
}
