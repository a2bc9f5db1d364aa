package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Writes a store to one file, and fills an empty store from it. The file is an SQLite database with
 * the same tables, whatever the store is.
 */
public final class StoreBackup {
  private StoreBackup() {}

  /** Writes {@code database}, as it is now, to {@code file}, which must not exist. */
  public static StoreCopy.CopyReport write(Database database, Path file) throws OpenException {
    Path target = file.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new OpenException(
          OpenFailure.OTHER, target + " exists already. Choose another file.", null);
    }
    Path folder = temporary(target.getParent());
    try {
      StoreCopy.CopyReport report;
      try (Database copy = SqliteDatabase.open(folder)) {
        report = StoreCopy.run(database, copy);
      }
      Files.move(folder.resolve(SqliteDatabase.FILE), target, StandardCopyOption.ATOMIC_MOVE);
      return report;
    } catch (IOException e) {
      throw failed(target, e);
    } finally {
      delete(folder);
    }
  }

  /** Fills {@code database}, which must be empty, from {@code file}. */
  public static StoreCopy.CopyReport restore(Path file, Database database) throws OpenException {
    Path folder = temporary(database.folder());
    try {
      Files.copy(file, folder.resolve(SqliteDatabase.FILE));
      try (Database copy = SqliteDatabase.open(folder)) {
        return StoreCopy.run(copy, database);
      }
    } catch (IOException e) {
      throw failed(file, e);
    } finally {
      delete(folder);
    }
  }

  private static Path temporary(@org.jspecify.annotations.Nullable Path in) throws OpenException {
    try {
      return in == null
          ? Files.createTempDirectory("compresh-backup")
          : Files.createTempDirectory(in, "compresh-backup");
    } catch (IOException e) {
      throw failed(in == null ? Path.of("") : in, e);
    }
  }

  private static OpenException failed(Path file, IOException e) {
    return new OpenException(
        OpenFailure.OTHER,
        file + " can't be used (" + e.getClass().getSimpleName() + "). Check path and permissions.",
        e);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      return; // What stays is a copy in a folder that only its owner reads.
    }
  }
}
