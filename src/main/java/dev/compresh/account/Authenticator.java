package dev.compresh.account;

import dev.compresh.account.Authentication.Reason;
import dev.compresh.account.Authentication.Rejected;
import dev.compresh.store.StoreException;
import dev.compresh.wire.Headers;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Says whose request it is, by {@code Authorization: Bearer comp_…}, {@code x-api-key: comp_…} or
 * {@code x-compresh-key: comp_…}. May block on the store, where the key is not in the cache; never
 * throws.
 */
public final class Authenticator {
  /** Compared with where a key is unknown, so that this takes the same work. */
  private static final byte[] NOBODY = new byte[32];

  private final Keys keys;
  private final LastUse lastUse;
  private final InstantSource clock;

  public Authenticator(Keys keys, LastUse lastUse, InstantSource clock) {
    this.keys = keys;
    this.lastUse = lastUse;
    this.clock = clock;
  }

  public Authentication authenticate(Headers headers) {
    return authenticate(headers, null);
  }

  /**
   * As above.
   *
   * @param query in which another key may stand
   */
  public Authentication authenticate(Headers headers, @Nullable String query) {
    PresentedCredentials credentials = PresentedCredentials.of(headers, query);
    if (credentials.isAuthorizationRepeated()) {
      return new Authentication.Ambiguous(true);
    }
    if (credentials.isConflicting()) {
      return new Authentication.Ambiguous(false);
    }
    String presented = credentials.credential();
    if (presented == null) {
      return new Rejected(Reason.MISSING);
    }
    if (!KeyFormat.matches(presented)) {
      return new Rejected(Reason.MALFORMED);
    }
    byte[] hash = KeyFormat.hash(presented);
    StoredKey found;
    try {
      found = keys.find(KeyFormat.id(presented));
    } catch (StoreException e) {
      return new Authentication.Unavailable();
    }
    boolean same = MessageDigest.isEqual(hash, found == null ? NOBODY : found.hash());
    if (found == null) {
      return new Rejected(Reason.UNKNOWN);
    }
    if (!same) {
      return new Rejected(Reason.WRONG_SECRET);
    }
    return judge(found);
  }

  private Authentication judge(StoredKey found) {
    ApiKey key = found.key();
    Instant now = clock.instant();
    if (key.state() == KeyState.REVOKED) {
      return new Rejected(Reason.REVOKED);
    }
    if (key.expired(now)) {
      return new Rejected(Reason.EXPIRED);
    }
    if (key.state() == KeyState.DEACTIVATED || !found.accountActive()) {
      return new Authentication.Deactivated(key);
    }
    lastUse.used(key.id(), now);
    return new Authentication.Accepted(key);
  }
}
