package dev.compresh.store.seal;

import dev.compresh.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The master key of a store. It is looked for when it is first needed, and made only where nothing
 * has ever been sealed: a store that holds sealed values is never given another key in silence.
 * Thread-safe.
 */
public final class Keyring {
  /** What the store keeps sealed, to know its key again. */
  private static final byte[] KNOWN = "compresh".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] BOUND = "master key".getBytes(StandardCharsets.US_ASCII);
  private static final String PURPOSE = "check";
  private static final int ROW = 1;

  private final Database database;
  private final @Nullable String variable;
  private final Path file;
  private @Nullable MasterKey key;

  /**
   * @param variable the key as the environment has it; null where its file counts
   * @param file where it lies otherwise
   */
  public Keyring(Database database, @Nullable String variable, Path file) {
    this.database = database;
    this.variable = variable;
    this.file = file;
  }

  /** The check value of the store's key. */
  record KeyCheck(byte[] sealed, boolean rotating) {
    boolean fits(MasterKey key) {
      return key.seal(PURPOSE).open(sealed, BOUND) != null;
    }
  }

  /**
   * Makes sure that what is sealed can be opened; does nothing where nothing was ever sealed.
   *
   * @throws KeyFault where there is no key, or another one, or its change was broken off
   */
  public void check() throws KeyFault {
    if (database.read(Keyring::check) != null) {
      key();
    }
  }

  /** The key; made, with the row that knows it again, where nothing has been sealed so far. */
  public synchronized MasterKey key() throws KeyFault {
    MasterKey known = key;
    if (known != null) {
      return known;
    }
    KeyCheck keyCheck = database.read(Keyring::check);
    MasterKey read = read(keyCheck == null);
    if (keyCheck == null) {
      keyCheck = database.commit(handle -> remember(handle, read));
    }
    if (keyCheck.rotating) {
      throw new KeyFault(
          "The rotation of the master key was interrupted. Finish it: compresh master-key rotate");
    }
    if (!keyCheck.fits(read)) {
      throw new KeyFault(
          name()
              + " does not match this data, which is encrypted with another key. Restore that key. If it is"
              + " lost, 'compresh master-key forget' deletes the values encrypted with it.");
    }
    key = read;
    return read;
  }

  /** The key as it is, without a look at the store. */
  MasterKey read(boolean make) throws KeyFault {
    if (variable != null) {
      return MasterKey.of(variable, "COMPRESH_MASTER_KEY");
    }
    if (!make && !Files.exists(file)) {
      throw new KeyFault(
          "This data contains encrypted values, but there is no master key in "
              + file.toAbsolutePath().normalize()
              + ". Restore it, set its path in COMPRESH_KEY_FILE, or set the key in"
              + " COMPRESH_MASTER_KEY. If it is lost, 'compresh master-key forget' deletes the values"
              + " encrypted with it.");
    }
    return KeyFile.open(file, database.folder());
  }

  private String name() {
    return variable != null
        ? "The master key in COMPRESH_MASTER_KEY"
        : "The master key in " + file.toAbsolutePath().normalize();
  }

  Database database() {
    return database;
  }

  /** Its file, null where the environment has it. */
  @Nullable Path file() {
    return variable == null ? file.toAbsolutePath().normalize() : null;
  }

  static @Nullable KeyCheck check(Handle handle) {
    return handle
        .createQuery("SELECT sealed, rotating FROM master_key WHERE id = ?")
        .bind(0, ROW)
        .map((row, _) -> new KeyCheck(row.getBytes(1), row.getInt(2) != 0))
        .findOne()
        .orElse(null);
  }

  /** Another process may have been faster: its row counts. */
  private static KeyCheck remember(Handle handle, MasterKey key) {
    KeyCheck before = check(handle);
    if (before != null) {
      return before;
    }
    byte[] sealed = sealed(key);
    handle.execute(
        "INSERT INTO master_key (id, sealed, rotating, set_at) VALUES (?, ?, 0, ?)",
        ROW,
        sealed,
        System.currentTimeMillis());
    return new KeyCheck(sealed, false);
  }

  private static byte[] sealed(MasterKey key) {
    return key.seal(PURPOSE).close(KNOWN, BOUND);
  }

  /** Notes that a change has begun. */
  static void begin(Handle handle) {
    handle.execute("UPDATE master_key SET rotating = 1 WHERE id = ?", ROW);
  }

  /** From now on {@code key} is the store's; its file may still have to be moved. */
  static void replace(Handle handle, MasterKey key) {
    handle.execute(
        "UPDATE master_key SET sealed = ?, set_at = ? WHERE id = ?",
        sealed(key),
        System.currentTimeMillis(),
        ROW);
  }

  /** Notes that a change has ended. */
  static void end(Handle handle) {
    handle.execute("UPDATE master_key SET rotating = 0 WHERE id = ?", ROW);
  }

  /** The store knows no key any more. */
  static void forget(Handle handle) {
    handle.execute("DELETE FROM master_key");
  }
}
