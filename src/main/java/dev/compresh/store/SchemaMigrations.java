package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to date: the files under {@code db/}, in the order of their numbers, each
 * once and for good. The checksum of what was applied is kept, so that a file changed afterwards is
 * noticed.
 */
final class SchemaMigrations {
  /** File names; the number in front is the schema's version. */
  static final List<String> FILES =
      List.of(
          "001-accounts.sql",
          "002-usage.sql",
          "003-sessions.sql",
          "004-accounting.sql",
          "005-turns.sql",
          "006-ledger.sql",
          "007-admin.sql",
          "008-providers.sql",
          "009-catalogue.sql",
          "010-audio.sql",
          "011-sent.sql",
          "012-shadow-regret.sql",
          "013-estimated-figures.sql",
          "014-unpriced.sql",
          "015-held-objects.sql",
          "016-tenants.sql",
          "017-prompt-cache.sql",
          "018-rollups.sql",
          "019-layer-names.sql",
          "020-batch-result.sql",
          "021-limit-shares.sql",
          "022-alerts.sql",
          "023-oidc.sql",
          "024-peek-policy.sql",
          "025-background-response.sql");

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
        version INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL,
        applied_at BIGINT NOT NULL
      )
      """;

  private record AppliedMigration(String name, String checksum) {}

  private SchemaMigrations() {}

  /** Applies what is missing. Runs within a transaction that shuts other processes out. */
  static void apply(Handle handle, List<String> files, long nowMillis) throws OpenException {
    handle.execute(TABLE);
    handle.execute(
        "CREATE TABLE IF NOT EXISTS change_mark (topic TEXT PRIMARY KEY, version BIGINT NOT NULL)");
    Map<Integer, AppliedMigration> applied = applied(handle);
    int newest = files.isEmpty() ? 0 : version(files.getLast());
    int found = applied.keySet().stream().max(Integer::compare).orElse(0);
    if (found > newest) {
      throw new OpenException(
          OpenFailure.NEWER_SCHEMA,
          "The data was written by a newer Compresh (schema "
              + found
              + ", this version knows "
              + newest
              + "). Start the newer version, or use another data folder.",
          null);
    }
    for (String file : files) {
      String sql = load(file);
      String checksum = sha256(sql);
      AppliedMigration before = applied.get(version(file));
      if (before == null) {
        run(handle, sql);
        handle.execute(
            "INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (?, ?, ?,"
                + " ?)",
            version(file),
            file,
            checksum,
            nowMillis);
      } else if (!before.checksum().equals(checksum)) {
        throw new OpenException(
            OpenFailure.CHANGED_MIGRATION,
            "The data was created with another version of the migration "
                + file
                + " (there: "
                + before.name()
                + "). Use the version of Compresh that made it.",
            null);
      }
    }
  }

  /** The number in front of a file's name. */
  static int version(String file) {
    return Integer.parseInt(file.substring(0, file.indexOf('-')));
  }

  private static Map<Integer, AppliedMigration> applied(Handle handle) {
    Map<Integer, AppliedMigration> applied = new HashMap<>();
    handle
        .createQuery("SELECT version, name, checksum FROM schema_migration")
        .map(
            (row, _) ->
                Map.entry(row.getInt(1), new AppliedMigration(row.getString(2), row.getString(3))))
        .forEach(row -> applied.put(row.getKey(), row.getValue()));
    return applied;
  }

  private static void run(Handle handle, String sql) {
    for (String statement : sql.split(";\n", -1)) {
      if (!statement.isBlank()) {
        handle.execute(statement);
      }
    }
  }

  static String load(String file) {
    String text = find(file);
    if (text == null) {
      throw new IllegalStateException("no migration " + file);
    }
    return text;
  }

  /** The text of that file under {@code db/}; null where there is none. */
  static @Nullable String find(String file) {
    try (InputStream in = SchemaMigrations.class.getResourceAsStream("/db/" + file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
