package dev.compresh.session.sent;

import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the ledger its seal when it is first needed, because the first need of a key makes one. A
 * key that can't be used is reported once, and not tried again.
 */
final class SentSeal {
  static final String PURPOSE = "sent";

  private static final Logger LOG = LoggerFactory.getLogger(SentSeal.class);

  private final Keyring keyring;
  private @Nullable AesGcmSeal aesGcmSeal;
  private @Nullable KeyFault fault;

  SentSeal(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * The seal. May block on the store; not to be called within a transaction.
   *
   * @throws KeyFault where there is no usable key
   */
  synchronized AesGcmSeal get() throws KeyFault {
    if (fault != null) {
      throw fault;
    }
    AesGcmSeal known = aesGcmSeal;
    if (known == null) {
      try {
        known = keyring.key().seal(PURPOSE);
      } catch (KeyFault e) {
        fault = e;
        LOG.warn(
            "The sent-messages ledger is kept in memory only, until the next restart: there is no"
                + " usable master key. {}",
            e.getMessage());
        throw e;
      }
      aesGcmSeal = known;
    }
    return known;
  }
}
