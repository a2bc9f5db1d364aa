package dev.compresh.account;

import dev.compresh.account.Authentication.Reason;
import dev.compresh.account.Authentication.Rejected;
import dev.compresh.store.StoreException;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Says whose request it is, by {@code Authorization: Bearer comp_…} or {@code x-api-key: comp_…}.
 * May block on the store, where the key is not in the cache; never throws.
 */
public final class Authenticator {
  private static final String SCHEME = "bearer ";

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
    String presented = presented(headers);
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

  /**
   * The credential sent. Clients that can't leave one of the two headers out fill it with a
   * placeholder, so the first that looks like one of our keys counts, {@code Authorization} before
   * {@code x-api-key}; else the first at all. Null where none is.
   */
  private static @Nullable String presented(Headers headers) {
    String bearer = null;
    String plain = null;
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("authorization")) {
        bearer = better(bearer, token(header.value()));
      } else if (header.name().equalsIgnoreCase("x-api-key")) {
        plain = better(plain, header.value().strip());
      }
    }
    return better(bearer, plain);
  }

  private static @Nullable String better(@Nullable String first, @Nullable String second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return !KeyFormat.matches(first) && KeyFormat.matches(second) ? second : first;
  }

  private static String token(String value) {
    String text = value.strip();
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? text.substring(SCHEME.length()).strip()
        : text;
  }
}
