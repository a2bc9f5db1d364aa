package dev.compresh.cli;

import dev.compresh.config.Config;
import dev.compresh.config.Secret;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.KeyFile;
import dev.compresh.store.seal.MasterKey;
import org.jspecify.annotations.Nullable;

/** The store of turns as the configuration wants it. */
final class StoredTurns {
  private StoredTurns() {}

  /**
   * The store; null where turns are not stored. Those of a time when they were are deleted then.
   *
   * @throws Stop where there is no usable key; the database is closed then
   */
  static @Nullable TurnStore open(Config config, Database database) {
    if (!config.recall().store()) {
      TurnStore.clear(database);
      return null;
    }
    try {
      return new TurnStore(database, key(config).seal("turns"));
    } catch (KeyFault e) {
      database.close();
      throw new Stop(Exit.CONFIG, "recall.store is on, but there is no key. " + e.getMessage());
    }
  }

  private static MasterKey key(Config config) throws KeyFault {
    Secret key = config.security().masterKey();
    return key != null
        ? MasterKey.of(key.reveal(), "COMPRESH_MASTER_KEY")
        : KeyFile.open(config.security().keyFile(), config.data().folder());
  }
}
