package dev.compresh.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The embedded store: {@code compresh.db} in the folder of data. */
final class SqliteDatabase implements Database {
  static final String FILE = "compresh.db";
  private static final Duration POLL = Duration.ofMillis(200);

  private final Path folder;
  private final Path file;
  private final StoreWriter storeWriter;
  private final ReadPool readers;
  private final Handle watcher;
  private final ChangeSignal signal;
  private final CommitListeners commitListeners = new CommitListeners();
  private final InstanceRegistry instances;
  private Map<String, Long> marks = new HashMap<>();
  private long version = -1;

  private SqliteDatabase(Path folder, Path file, SqliteDialect sqliteDialect, Handle first) {
    this.folder = folder;
    this.file = file;
    this.instances = new FolderInstances(folder);
    this.storeWriter = new StoreWriter(sqliteDialect, first, commitListeners::announce);
    this.readers = new ReadPool(sqliteDialect);
    this.watcher = sqliteDialect.reader();
    this.signal = new ChangeSignal(this::marks, POLL);
  }

  static SqliteDatabase open(Path folder) throws OpenException {
    return open(folder, SchemaMigrations.FILES);
  }

  static SqliteDatabase open(Path folder, List<String> migrations) throws OpenException {
    DataFolder.prepare(folder);
    Path file = folder.resolve(FILE);
    DataFolder.file(file);
    SqliteDialect sqliteDialect = new SqliteDialect(file);
    Handle first = null;
    try {
      first = sqliteDialect.writer();
      // What a migration deletes may have lain in the clear: it must not stay in free pages.
      SqliteDialect.overwriteDeleted(first, true);
      ControlStatement.execute(first, "BEGIN IMMEDIATE");
      SchemaMigrations.apply(first, migrations, System.currentTimeMillis());
      ControlStatement.execute(first, "COMMIT");
      SqliteDialect.overwriteDeleted(first, false);
      SqliteDatabase database = new SqliteDatabase(folder, file, sqliteDialect, first);
      database.storeWriter.start();
      first = null;
      return database;
    } catch (RuntimeException e) {
      throw sqliteDialect.openFault(e);
    } finally {
      if (first != null) {
        first.close();
      }
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(StoreWork<T> storeWork) {
    return storeWriter.write(storeWork);
  }

  @Override
  public <T extends @Nullable Object> T commit(StoreWork<T> storeWork) {
    return storeWriter.commit(storeWork);
  }

  @Override
  public <T extends @Nullable Object> T read(StoreWork<T> storeWork) {
    return readers.read(storeWork);
  }

  @Override
  public void onChange(String topic, Runnable listener) {
    signal.listen(topic, listener);
  }

  @Override
  public void onCommit(String topic, Runnable listener) {
    commitListeners.add(topic, listener);
  }

  /** The change marks; read again only where another connection has written since. */
  private Map<String, Long> marks() {
    long now = watcher.createQuery("PRAGMA data_version").mapTo(long.class).one();
    if (now != version) {
      marks = ChangeMarks.read(watcher);
      version = now;
    }
    return marks;
  }

  @Override
  public boolean usable() {
    try {
      // A file that was removed stays readable for those that have it open.
      return Files.exists(file)
          && readers.read(
              handle ->
                  handle
                      .createQuery("SELECT COUNT(*) FROM change_mark WHERE topic = ''")
                      .map((row, _) -> row.getLong(1) >= 0)
                      .one());
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public InstanceRegistry instances() {
    return instances;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    signal.close();
    storeWriter.close();
    instances.close();
    readers.close();
    watcher.close();
  }
}
