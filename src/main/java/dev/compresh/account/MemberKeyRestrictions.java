package dev.compresh.account;

import java.time.Instant;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members from loosening the restrictions of their own keys. Whether an admin or they
 * themselves have set a bound is not known, so what binds is the key as it is.
 */
final class MemberKeyRestrictions {
  private MemberKeyRestrictions() {}

  /**
   * Refuses a new key with more than the installation's limit.
   *
   * @param limit requests per minute of keys without their own, 0 for none
   * @throws DeniedException where {@code made} has more
   */
  static void check(KeyOptions made, int limit) {
    if (limit > 0 && made.requestsPerMinute() > limit) {
      throw wider("requests per minute");
    }
  }

  /**
   * Refuses a change that loosens a bound.
   *
   * @param limit requests per minute of keys without their own, 0 for none
   * @throws DeniedException where {@code after} may more than {@code before}
   */
  static void check(KeyOptions before, KeyOptions after, int limit) {
    int rateBefore = rate(before, limit);
    int rateAfter = rate(after, limit);
    boolean sameRate = before.requestsPerMinute() == after.requestsPerMinute();
    if (!sameRate && rateBefore > 0 && (rateAfter == 0 || rateAfter > rateBefore)) {
      throw wider("requests per minute");
    }
    boolean lessModels =
        before.models().isEmpty()
            || (!after.models().isEmpty()
                && new HashSet<>(before.models()).containsAll(after.models()));
    if (!lessModels) {
      throw wider("allowed models");
    }
    if (later(after.expires(), before.expires())) {
      throw wider("expiry");
    }
  }

  /**
   * Refuses to serve again what is deactivated.
   *
   * @throws DeniedException where {@code after} is served and {@code before} is not
   */
  static void check(KeyState before, KeyState after) {
    if (before == KeyState.DEACTIVATED && after == KeyState.ACTIVE) {
      throw DeniedException.rights("Only an admin can activate a deactivated key.");
    }
  }

  private static int rate(KeyOptions options, int limit) {
    return options.requestsPerMinute() > 0 ? options.requestsPerMinute() : limit;
  }

  private static boolean later(@Nullable Instant one, @Nullable Instant other) {
    return other != null && (one == null || one.isAfter(other));
  }

  private static DeniedException wider(String what) {
    return DeniedException.rights(
        "Members can lower or restrict a key's "
            + what
            + ", but not raise or extend it. Ask an admin of your organisation.");
  }
}
