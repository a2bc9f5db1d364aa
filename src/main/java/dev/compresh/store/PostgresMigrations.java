package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the tables on a server up to date: the same files as in the embedded store, through
 * Flyway, one process at a time.
 */
final class PostgresMigrations {
  private static final String TABLE = "schema_migration";

  /** PostgreSQL 15, as the server counts. */
  private static final int OLDEST = 150_000;

  /** Attempts to get the lock, a second apart. */
  private static final int PATIENCE = 300;

  private PostgresMigrations() {}

  /**
   * Applies what is missing; returns the schema's version. A schema that is newer by one is left as
   * it is: versions that follow one another run on the same store.
   */
  static int apply(DataSource source, List<String> files, String label) throws OpenException {
    int newest = files.isEmpty() ? 0 : SchemaMigrations.version(files.getLast());
    try {
      checkServer(source, label);
      Flyway flyway =
          Flyway.configure(PostgresMigrations.class.getClassLoader())
              .dataSource(source)
              .table(TABLE)
              .resourceProvider(new MigrationFiles(files))
              .failOnMissingLocations(false)
              .placeholderReplacement(false)
              .validateMigrationNaming(true)
              .lockRetryCount(PATIENCE)
              .baselineOnMigrate(true)
              .baselineVersion("0")
              .load();
      int found =
          Arrays.stream(flyway.info().applied())
              .map(MigrationInfo::getVersion)
              .mapToInt(version -> version == null ? 0 : Integer.parseInt(version.getVersion()))
              .max()
              .orElse(0);
      if (found > newest + 1) {
        throw new OpenException(
            OpenFailure.NEWER_SCHEMA,
            "The data was written by a newer Compresh (schema "
                + found
                + ", this version knows "
                + newest
                + "). Start the newer version, or use another database.",
            null);
      }
      if (found <= newest) {
        flyway.migrate();
      }
      return Math.max(found, newest);
    } catch (FlywayValidateException e) {
      throw new OpenException(
          OpenFailure.CHANGED_MIGRATION,
          "The data was created with other versions of the migrations. Use the version of Compresh"
              + " that made it.",
          e);
    } catch (FlywayException e) {
      throw PostgresFaults.openFault(label, e);
    }
  }

  private static void checkServer(DataSource source, String label) throws OpenException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW server_version_num")) {
      if (row.next() && row.getInt(1) < OLDEST) {
        throw new OpenException(
            OpenFailure.OTHER,
            "The database " + label + " is older than PostgreSQL 15. Upgrade the server.",
            null);
      }
    } catch (java.sql.SQLException e) {
      throw PostgresFaults.openFault(label, e);
    }
  }
}
