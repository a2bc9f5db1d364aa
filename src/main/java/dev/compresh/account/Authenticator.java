package dev.compresh.account;

import dev.compresh.account.Authentication.RejectedKey;
import dev.compresh.account.Authentication.RejectionReason;
import dev.compresh.http.Headers;
import dev.compresh.store.StoreException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a request by {@code Authorization: Bearer comp_…}, {@code x-api-key: comp_…},
 * {@code x-compresh-key: comp_…}, {@code x-goog-api-key: comp_…} or {@code ?key=comp_…}. May block
 * on the store, where the key is not in the cache; never throws.
 */
public final class Authenticator {
  /** Compared with where a key is unknown, so that this takes the same work. */
  private static final byte[] NOBODY = new byte[32];

  private final KeyDirectory keyDirectory;
  private final LastUse lastUse;
  private final InstantSource clock;

  public Authenticator(KeyDirectory keyDirectory, LastUse lastUse, InstantSource clock) {
    this.keyDirectory = keyDirectory;
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
      return new Authentication.AmbiguousKeys(true);
    }
    if (credentials.isConflicting()) {
      return new Authentication.AmbiguousKeys(false);
    }
    String presented = credentials.credential();
    if (presented == null) {
      return new RejectedKey(RejectionReason.MISSING);
    }
    if (!KeyFormat.matches(presented)) {
      return new RejectedKey(RejectionReason.MALFORMED);
    }
    byte[] hash = KeyFormat.hash(presented);
    StoredKey found;
    try {
      found = keyDirectory.find(KeyFormat.id(presented));
    } catch (StoreException e) {
      return new Authentication.AuthenticationUnavailable();
    }
    boolean same = MessageDigest.isEqual(hash, found == null ? NOBODY : found.hash());
    if (found == null) {
      return new RejectedKey(RejectionReason.UNKNOWN);
    }
    if (!same) {
      return new RejectedKey(RejectionReason.WRONG_SECRET);
    }
    return judge(found);
  }

  private Authentication judge(StoredKey found) {
    ApiKey key = found.key();
    Instant now = clock.instant();
    if (key.state() == KeyState.REVOKED) {
      return new RejectedKey(RejectionReason.REVOKED);
    }
    if (key.expired(now)) {
      return new RejectedKey(RejectionReason.EXPIRED);
    }
    if (key.state() == KeyState.DEACTIVATED || !found.accountActive()) {
      return new Authentication.DeactivatedKey(key);
    }
    lastUse.used(key.id(), now);
    return new Authentication.AcceptedKey(key);
  }
}
