package dev.compresh.session;

import dev.compresh.store.StoreException;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import dev.compresh.store.seal.SealedTable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is remembered of sessions, because it derives from what was said in them. Without a
 * usable key it seals nothing, and nothing is stored. Thread-safe.
 */
public final class StateSeal {
  static final String PURPOSE = "session-state";

  private static final Logger LOG = LoggerFactory.getLogger(StateSeal.class);

  private final Keyring keyring;
  private @Nullable AesGcmSeal aesGcmSeal;
  private boolean unusable;

  public StateSeal(Keyring keyring) {
    this.keyring = keyring;
  }

  /** The table of states, for the change of the master key. */
  public static SealedTable sealedTable() {
    return new SealedStates();
  }

  /** The state sealed; null where there is no usable key. Not to be called in a transaction. */
  byte @Nullable [] close(SessionKey session, SessionState state) {
    AesGcmSeal own = seal();
    return own == null ? null : own.close(state.bytes(), bound(session));
  }

  /** Returns what was stored, in plain; null where it can't be opened. Not within a transaction. */
  @Nullable SessionState opened(SessionKey session, SessionTable.@Nullable StoredState stored) {
    if (stored == null || !stored.isSealed()) {
      return stored == null ? null : new SessionState(stored.version(), stored.bytes());
    }
    AesGcmSeal own = seal();
    byte[] plain = own == null ? null : own.open(stored.bytes(), bound(session));
    return plain == null ? null : new SessionState(stored.version(), plain);
  }

  /** Returns what a state is bound to. No id of a key has a zero in it. */
  static byte[] bound(SessionKey session) {
    return (session.keyId() + '\0' + session.id()).getBytes(StandardCharsets.UTF_8);
  }

  private synchronized @Nullable AesGcmSeal seal() {
    if (aesGcmSeal == null && !unusable) {
      try {
        aesGcmSeal = keyring.key().seal(PURPOSE);
      } catch (KeyFault e) {
        unusable = true;
        LOG.warn(
            "Session state is kept in memory only, until the next restart: there is"
                + " no usable master key. {}",
            e.getMessage());
      } catch (StoreException e) {
        return null; // it may answer the next time
      }
    }
    return aesGcmSeal;
  }
}
