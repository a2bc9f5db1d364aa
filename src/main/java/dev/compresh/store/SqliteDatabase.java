package dev.compresh.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The embedded store: {@code compresh.db} in the folder of data. */
final class SqliteDatabase implements Database {
  static final String FILE = "compresh.db";

  private final Path folder;
  private final Path file;
  private final Writer writer;
  private final ReadPool readers;
  private final Handle watcher;
  private final ChangeSignal signal;
  private final List<CommitListener> commitListeners = new CopyOnWriteArrayList<>();
  private Map<String, Long> marks = new HashMap<>();
  private long version = -1;

  private record CommitListener(String topic, Runnable call) {}

  private SqliteDatabase(Path folder, Path file, Sqlite sqlite, Handle first) {
    this.folder = folder;
    this.file = file;
    this.writer = new Writer(sqlite::writer, first, this::committed);
    this.readers = new ReadPool(sqlite::reader);
    this.watcher = sqlite.reader();
    this.signal = new ChangeSignal(this::marks);
  }

  static SqliteDatabase open(Path folder) throws OpenException {
    return open(folder, Migrations.FILES);
  }

  static SqliteDatabase open(Path folder, List<String> migrations) throws OpenException {
    DataFolder.prepare(folder);
    Path file = folder.resolve(FILE);
    DataFolder.file(file);
    Sqlite sqlite = new Sqlite(file);
    Handle first = null;
    try {
      first = sqlite.writer();
      // What a migration deletes may have lain in the clear: it must not stay in free pages.
      Sqlite.overwriteDeleted(first, true);
      Sqlite.control(first, "BEGIN IMMEDIATE");
      Migrations.apply(first, migrations, System.currentTimeMillis());
      Sqlite.control(first, "COMMIT");
      Sqlite.overwriteDeleted(first, false);
      SqliteDatabase database = new SqliteDatabase(folder, file, sqlite, first);
      database.writer.start();
      first = null;
      return database;
    } catch (RuntimeException e) {
      throw sqlite.openFault(e);
    } finally {
      if (first != null) {
        first.close();
      }
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return writer.write(work);
  }

  @Override
  public <T extends @Nullable Object> T commit(Work<T> work) {
    if (writer.here()) {
      throw new IllegalStateException("the writer can't wait for itself");
    }
    try {
      return write(work).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    return readers.read(work);
  }

  @Override
  public void onChange(String topic, Runnable listener) {
    signal.listen(topic, listener);
  }

  @Override
  public void onCommit(String topic, Runnable listener) {
    commitListeners.add(new CommitListener(topic, listener));
  }

  private void committed(Set<String> topics) {
    for (CommitListener listener : commitListeners) {
      if (topics.contains(listener.topic)) {
        listener.call.run();
      }
    }
  }

  /** The change marks; read again only where another connection has written since. */
  private Map<String, Long> marks() {
    long now = watcher.createQuery("PRAGMA data_version").map((row, _) -> row.getLong(1)).one();
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
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    signal.close();
    writer.close();
    readers.close();
    watcher.close();
  }
}
