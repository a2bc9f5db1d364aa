package dev.compresh.app;

import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.session.sent.StoredSentLedger;
import dev.compresh.store.Database;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the ledger of what was sent. */
final class SentLedgers {
  private static final Logger LOG = LoggerFactory.getLogger(SentLedgers.class);

  private SentLedgers() {}

  /**
   * Opens the store's ledger. A master key is made only once there is something to seal. Where the
   * store has a key that can't be had, the ledger lies in memory.
   */
  static SentLedger open(Database database, Keyring keyring, InstantSource clock, long memory) {
    SentLimits limits = SentLimits.DEFAULT.boundedBy(memory);
    try {
      keyring.check();
      return new StoredSentLedger(database, keyring, clock, limits);
    } catch (KeyFault e) {
      LOG.warn(
          "The sent-messages ledger is kept in memory only: conversations with models that bind"
              + " their thinking may lose it after a restart. {}",
          e.getMessage());
      return new MemorySentLedger(clock, limits);
    }
  }
}
