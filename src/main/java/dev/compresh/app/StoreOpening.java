package dev.compresh.app;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyDirectory;
import dev.compresh.config.Config;
import dev.compresh.config.DatabaseConfig;
import dev.compresh.config.Secret;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.PostgresSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Opens the store, and fills it at the first start. */
public final class StoreOpening {
  private StoreOpening() {}

  /**
   * Opens the store in the data folder.
   *
   * @throws CommandFailure where it can't be opened
   */
  static Database open(Config config) {
    Path folder = config.data().folder().toAbsolutePath().normalize();
    PostgresSettings settings = settings(config.database());
    try {
      return settings == null
          ? Database.open(folder)
          : StoreAwaiting.open(folder, settings, config);
    } catch (OpenException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()));
    }
  }

  /** The server to use; null for the embedded store. */
  public static @Nullable PostgresSettings settings(DatabaseConfig of) {
    Secret url = of.url();
    return url == null
        ? null
        : new PostgresSettings(url.reveal(), of.connections(), of.pgbouncer(), of.grace());
  }

  /**
   * Creates the first organisation, owner and key in an empty store.
   *
   * @throws CommandFailure where the configured key is not valid; the store is closed then
   */
  static Bootstrap.BootstrapResult bootstrap(
      Database database, Config config, KeyDirectory keyDirectory, InstantSource clock) {
    Secret bootstrap = config.bootstrapKey();
    try {
      return new Bootstrap(database, keyDirectory, clock)
          .run(bootstrap == null ? null : bootstrap.reveal());
    } catch (InvalidField e) {
      database.close();
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    }
  }
}
