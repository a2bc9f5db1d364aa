package dev.compresh.store.seal;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes the master key: a new one is written next to the old one, every table is sealed again in
 * a transaction of its own, then the new key takes the old one's place. Broken off anywhere, it
 * goes on where it was when it is run again; until it has finished, no program uses the store's
 * seals.
 */
public final class KeyRotation {
  private final Keyring keyring;
  private final List<SealedTable> tables;

  public KeyRotation(Keyring keyring, List<SealedTable> tables) {
    this.keyring = keyring;
    this.tables = List.copyOf(tables);
  }

  /**
   * The result of a rotation.
   *
   * @param resealed values under the new key, by this run
   * @param unreadable values that neither key opens; they are left alone
   * @param kept where the old key lies, null where the environment has the keys
   */
  public record RotationReport(int resealed, int unreadable, @Nullable Path kept) {}

  /**
   * Runs it.
   *
   * @param next the new key where the environment has the old one; null where keys lie in files
   * @throws KeyFault where the keys don't fit, or a program is using the store
   */
  public RotationReport run(@Nullable String next) throws KeyFault {
    try (KeyLock lock = KeyLock.exclusive(keyring.database().folder())) {
      if (lock == null) {
        throw new KeyFault(
            "Compresh is running on this data folder. Stop it first: it encrypts with the old key.");
      }
      return locked(next);
    }
  }

  private RotationReport locked(@Nullable String next) throws KeyFault {
    Path file = keyring.file();
    if (file == null && next == null) {
      throw new KeyFault(
          "The key is in COMPRESH_MASTER_KEY. Set the new one in COMPRESH_NEW_MASTER_KEY: 32"
              + " random bytes in base64, as printed by 'openssl rand -base64 32'.");
    }
    Keyring.KeyCheck keyCheck = keyring.database().read(Keyring::check);
    if (keyCheck == null) {
      throw new KeyFault("Nothing is encrypted yet: there is no key to rotate.");
    }
    MasterKey old = keyring.read(false);
    MasterKey fresh =
        file == null
            ? MasterKey.of(String.valueOf(next), "COMPRESH_NEW_MASTER_KEY")
            : KeyFile.next(file);
    int[] counts = new int[2];
    if (!keyCheck.fits(fresh)) {
      if (!keyCheck.fits(old)) {
        throw new KeyFault(
            "The master key does not match this data, which is encrypted with another key. Restore that"
                + " key.");
      }
      commit(Keyring::begin);
      for (SealedTable table : tables) {
        AesGcmSeal from = old.seal(table.purpose());
        AesGcmSeal to = fresh.seal(table.purpose());
        commit(
            handle -> table.each(handle, (value, bound) -> anew(value, bound, from, to, counts)));
      }
      commit(handle -> Keyring.replace(handle, fresh));
    }
    Path kept = file == null ? null : KeyFile.replace(file);
    commit(Keyring::end);
    return new RotationReport(counts[0], counts[1], kept);
  }

  private static byte @Nullable [] anew(
      byte[] value, byte[] bound, AesGcmSeal from, AesGcmSeal to, int[] counts) {
    byte[] plain = from.open(value, bound);
    if (plain != null) {
      counts[0]++;
      return to.close(plain, bound);
    }
    if (to.open(value, bound) == null) {
      counts[1]++;
    }
    return null;
  }

  /**
   * Deletes all that is sealed and the store's knowledge of its key, which is lost.
   *
   * @throws KeyFault where a program is using the store
   */
  public void forget() throws KeyFault {
    try (KeyLock lock = KeyLock.exclusive(keyring.database().folder())) {
      if (lock == null) {
        throw new KeyFault("Compresh is running on this data folder. Stop it first.");
      }
      commit(
          handle -> {
            tables.forEach(table -> table.forget(handle));
            Keyring.forget(handle);
          });
    }
  }

  private interface RotationStep {
    void run(Handle handle);
  }

  private void commit(RotationStep rotationStep) {
    keyring
        .database()
        .commit(
            handle -> {
              rotationStep.run(handle);
              return true;
            });
  }
}
