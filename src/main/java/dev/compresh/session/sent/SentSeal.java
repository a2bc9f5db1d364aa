package dev.compresh.session.sent;

import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import dev.compresh.store.seal.Seal;
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
  private @Nullable Seal seal;
  private @Nullable KeyFault fault;

  SentSeal(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * The seal. May block on the store; not to be called within a transaction.
   *
   * @throws KeyFault where there is no usable key
   */
  synchronized Seal get() throws KeyFault {
    if (fault != null) {
      throw fault;
    }
    Seal known = seal;
    if (known == null) {
      try {
        known = keyring.key().seal(PURPOSE);
      } catch (KeyFault e) {
        fault = e;
        LOG.warn(
            "What is sent to providers is kept in memory alone, until the next start: there is no"
                + " usable master key. {}",
            e.getMessage());
        throw e;
      }
      seal = known;
    }
    return known;
  }
}
