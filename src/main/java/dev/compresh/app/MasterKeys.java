package dev.compresh.app;

import dev.compresh.alert.AlertChannels;
import dev.compresh.config.Config;
import dev.compresh.config.Secret;
import dev.compresh.provider.ProviderStore;
import dev.compresh.session.StateSeal;
import dev.compresh.session.sent.StoredSentLedger;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.store.Database;
import dev.compresh.store.seal.InstallationSecret;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.KeyLock;
import dev.compresh.store.seal.KeyRotation;
import dev.compresh.store.seal.Keyring;
import dev.compresh.store.seal.SealedTable;
import java.util.List;

/** The master key as the configuration has it, and all that is sealed under it. */
public final class MasterKeys {
  private MasterKeys() {}

  public static Keyring open(Config config, Database database) {
    Secret key = config.security().masterKey();
    return new Keyring(database, key == null ? null : key.reveal(), config.security().keyFile());
  }

  public static KeyRotation rotation(Keyring keyring) {
    return new KeyRotation(
        keyring,
        List.of(
            TurnStore.sealedTable(),
            ProviderStore.sealedTable(),
            AlertChannels.sealedTable(),
            StoredSentLedger.sealedTable(),
            StateSeal.sealedTable(),
            InstallationSecret.sealedTable()));
  }

  /** Returns whether something is sealed that the program does not run without. */
  private static boolean isNeeded(Database database) {
    List<SealedTable> tables = List.of(TurnStore.sealedTable(), ProviderStore.sealedTable());
    return database.read(handle -> tables.stream().anyMatch(table -> table.hasValues(handle)));
  }

  /**
   * Keeps the key from being changed, and makes sure that it is the right one. The ledger of what
   * was sent and states of sessions do not stop a start: they are made without anybody asking for
   * them, and the program does without.
   *
   * @throws CommandFailure where it is not; the database is closed then
   */
  static KeyLock lock(Keyring keyring, Database database) {
    try {
      KeyLock lock = KeyLock.shared(database.folder());
      try {
        keyring.check();
      } catch (KeyFault e) {
        if (isNeeded(database)) {
          lock.close();
          throw e;
        }
      } catch (RuntimeException e) {
        lock.close();
        throw e;
      }
      return lock;
    } catch (KeyFault e) {
      database.close();
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    }
  }
}
