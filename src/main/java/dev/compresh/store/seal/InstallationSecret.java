package dev.compresh.store.seal;

import dev.compresh.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a random text that all instances on a store share and nobody outside can know. It is made
 * once, and lies sealed under the master key.
 */
public final class InstallationSecret {
  private static final String SEALED_FOR = "installation-secret";
  private static final int BYTES = 32;

  private final Database database;
  private final Keyring keyring;
  private final String purpose;

  /**
   * @param purpose what it is for; each has its own
   */
  public InstallationSecret(Database database, Keyring keyring, String purpose) {
    this.database = database;
    this.keyring = keyring;
    this.purpose = purpose;
  }

  /** All of them, for the change of the master key. */
  public static SealedTable sealedTable() {
    return new SealedSecrets();
  }

  /**
   * The secret, null where none was made. Where it can't be opened, neither.
   *
   * @throws KeyFault where there is no usable master key
   */
  public @Nullable String get() throws KeyFault {
    byte[] sealed = database.<byte @Nullable []>read(this::stored);
    byte[] plain = sealed == null ? null : seal().open(sealed, bound(purpose));
    return plain == null ? null : HexFormat.of().formatHex(plain);
  }

  /**
   * Makes it, unless another process was faster: then that one's counts.
   *
   * @throws KeyFault where there is no usable master key
   */
  public @Nullable String make() throws KeyFault {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    byte[] sealed = seal().close(random, bound(purpose));
    database.commit(
        handle ->
            handle.execute(
                """
                INSERT INTO installation_secret (purpose, sealed, made_at) VALUES (?, ?, ?)
                ON CONFLICT (purpose) DO NOTHING
                """,
                purpose,
                sealed,
                System.currentTimeMillis()));
    return get();
  }

  private AesGcmSeal seal() throws KeyFault {
    return keyring.key().seal(SEALED_FOR);
  }

  private byte @Nullable [] stored(Handle handle) {
    return handle
        .createQuery("SELECT sealed FROM installation_secret WHERE purpose = ?")
        .bind(0, purpose)
        .map((row, _) -> row.getBytes(1))
        .findOne()
        .orElse(null);
  }

  private static byte[] bound(String purpose) {
    return purpose.getBytes(StandardCharsets.UTF_8);
  }

  private static final class SealedSecrets implements SealedTable {
    private record SecretRow(String purpose, byte[] sealed) {}

    @Override
    public String purpose() {
      return SEALED_FOR;
    }

    @Override
    public boolean hasValues(Handle handle) {
      return !rows(handle).isEmpty();
    }

    @Override
    public void each(Handle handle, ValueChange valueChange) {
      for (SecretRow secretRow : rows(handle)) {
        byte[] fresh = valueChange.reseal(secretRow.sealed, bound(secretRow.purpose));
        if (fresh != null) {
          handle.execute(
              "UPDATE installation_secret SET sealed = ? WHERE purpose = ?",
              fresh,
              secretRow.purpose);
        }
      }
    }

    private static List<SecretRow> rows(Handle handle) {
      return new ArrayList<>(
          handle
              .createQuery("SELECT purpose, sealed FROM installation_secret")
              .map((row, _) -> new SecretRow(row.getString(1), row.getBytes(2)))
              .list());
    }

    @Override
    public void forget(Handle handle) {
      handle.execute("DELETE FROM installation_secret");
    }
  }
}
