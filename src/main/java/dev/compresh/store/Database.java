package dev.compresh.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An open store. Writes go through one writer that commits many of them at once; reads run in
 * parallel with it and see what was committed before. Thread-safe.
 */
public interface Database extends AutoCloseable {

  /** Opens (and makes or brings up to date) the embedded store in {@code folder}. */
  static Database open(Path folder) throws OpenException {
    return SqliteDatabase.open(folder);
  }

  /**
   * Opens (and makes or brings up to date) the store on a PostgreSQL server.
   *
   * @param folder the folder of data, for files that are next to the store
   */
  static Database open(Path folder, PostgresSettings settings) throws OpenException {
    return PostgresDatabase.open(folder, settings, SchemaMigrations.FILES);
  }

  /** Brings the embedded store in {@code folder} up to date; returns the schema's version. */
  static int migrate(Path folder) throws OpenException {
    open(folder).close();
    return SchemaMigrations.version(SchemaMigrations.FILES.getLast());
  }

  /** Brings the store on a PostgreSQL server up to date; returns the schema's version. */
  static int migrate(PostgresSettings settings) throws OpenException {
    return PostgresDatabase.migrate(settings, SchemaMigrations.FILES);
  }

  /** Returns whether there is an embedded store in {@code folder}. Makes nothing. */
  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(SqliteDatabase.FILE));
  }

  /**
   * Does {@code work} in a transaction. The future completes once it is durable; it fails with what
   * the work threw, or with {@link StoreException} where the store is at fault. A work that fails
   * leaves no trace and doesn't harm others of its group. What depends on the future runs on the
   * writer's thread: it must be short.
   */
  <T extends @Nullable Object> CompletableFuture<T> write(StoreWork<T> storeWork);

  /**
   * {@link #write} and wait. Not to be called from within a work.
   *
   * @throws StoreException where the store is at fault
   */
  <T extends @Nullable Object> T commit(StoreWork<T> storeWork);

  /**
   * Reads; blocks for as long as the query takes.
   *
   * @throws StoreException where the store is at fault
   */
  <T extends @Nullable Object> T read(StoreWork<T> storeWork);

  /**
   * Calls {@code listener} within a second after a write that marked {@code topic} (see {@link
   * ChangeMarks#mark}) was committed, by this process or by another one on the same store.
   */
  void onChange(String topic, Runnable listener);

  /**
   * Calls {@code listener} where a write of this process has marked {@code topic}, before that is
   * done: who wrote finds it in force. Runs on the writer's thread: it must be short, and must not
   * wait for the store.
   */
  void onCommit(String topic, Runnable listener);

  /** Returns whether the store answers at present. */
  boolean usable();

  /**
   * Returns whether the store answers, or has been away for less than its grace: until then what
   * this process knows is used. Never for the embedded store, which has no grace.
   */
  default boolean isWithinGrace() {
    return false;
  }

  /** Returns whether the store has been away for longer than its grace: nothing known counts. */
  default boolean isBeyondGrace() {
    return false;
  }

  /** Tells the processes on this store apart; closed with it. */
  InstanceRegistry instances();

  /** The folder of data, for files that are next to the store. */
  Path folder();

  /** Writes what is queued, then closes. Later use fails with {@link StoreException}. */
  @Override
  void close();
}
