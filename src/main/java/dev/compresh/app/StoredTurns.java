package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.config.RecallConfig;
import dev.compresh.session.turns.TurnSpace;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import org.jspecify.annotations.Nullable;

/** The store of turns as the configuration wants it. */
final class StoredTurns {
  private StoredTurns() {}

  /**
   * The store; null where turns are not stored. Those of a time when they were are deleted then.
   *
   * @throws CommandFailure where there is no usable key; the database is closed then
   */
  static @Nullable TurnStore open(Config config, Database database, Keyring keyring) {
    if (!config.recall().store()) {
      TurnStore.clear(database);
      return null;
    }
    try {
      RecallConfig recall = config.recall();
      return new TurnStore(
          database,
          keyring.key().seal(TurnStore.PURPOSE),
          new TurnSpace(database, recall.most(), recall.mostPerOrganisation()));
    } catch (KeyFault e) {
      database.close();
      throw new CommandFailure(
          ExitCode.CONFIG, "recall.store is on, but there is no master key. " + e.getMessage());
    }
  }
}
