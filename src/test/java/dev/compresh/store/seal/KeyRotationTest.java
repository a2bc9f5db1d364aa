package dev.compresh.store.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The master key is changed as a whole, also where the program dies on the way. */
@OnEachStore
class KeyRotationTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final String OTHER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path folder;
  private Database database;
  private Path file;

  /** Values by number in a table of the test's own; may die before its end. */
  private final class NumberedValues implements SealedTable {
    private final String name;
    private boolean dies;

    NumberedValues(String name) {
      this.name = name;
      database.commit(
          handle -> handle.execute("CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, v BYTEA)"));
    }

    void add(MasterKey key, int count) {
      AesGcmSeal aesGcmSeal = key.seal(name);
      database.commit(
          handle -> {
            for (int i = 0; i < count; i++) {
              byte[] sealed = aesGcmSeal.close(("value " + i).getBytes(UTF_8), bound(i));
              handle.execute("INSERT INTO " + name + " (id, v) VALUES (?, ?)", i, sealed);
            }
            return true;
          });
    }

    /** How many open under {@code key}. */
    int readable(MasterKey key) {
      AesGcmSeal aesGcmSeal = key.seal(name);
      List<byte[]> values = new ArrayList<>();
      database.read(handle -> values.addAll(all(handle)));
      int count = 0;
      for (int i = 0; i < values.size(); i++) {
        count += aesGcmSeal.open(values.get(i), bound(i)) == null ? 0 : 1;
      }
      return count;
    }

    private List<byte[]> all(Handle handle) {
      return handle
          .createQuery("SELECT v FROM " + name + " ORDER BY id")
          .map((row, _) -> row.getBytes(1))
          .list();
    }

    private byte[] bound(int id) {
      return (name + id).getBytes(UTF_8);
    }

    @Override
    public String purpose() {
      return name;
    }

    @Override
    public boolean hasValues(Handle handle) {
      return !all(handle).isEmpty();
    }

    @Override
    public void each(Handle handle, ValueChange valueChange) {
      List<byte[]> values = all(handle);
      for (int i = 0; i < values.size(); i++) {
        if (dies && i == values.size() / 2) {
          throw new IllegalStateException("killed");
        }
        byte @Nullable [] fresh = valueChange.reseal(values.get(i), bound(i));
        if (fresh != null) {
          handle.execute("UPDATE " + name + " SET v = ? WHERE id = ?", fresh, i);
        }
      }
    }

    @Override
    public void forget(Handle handle) {
      handle.execute("DELETE FROM " + name);
    }
  }

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder.resolve("data"));
    file = folder.resolve("keys").resolve("master.key");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Keyring keyring() {
    return new Keyring(database, null, file);
  }

  @Test
  void allValues_areUnderTheNewKey_andTheOldOneIsKept() throws Exception {
    MasterKey old = keyring().key();
    NumberedValues one = new NumberedValues("one");
    NumberedValues two = new NumberedValues("two");
    one.add(old, 20);
    two.add(old, 3);
    KeyRotation.RotationReport rotationReport =
        new KeyRotation(keyring(), List.of(one, two)).run(null);
    assertThat(rotationReport.resealed()).isEqualTo(23);
    assertThat(rotationReport.unreadable()).isZero();
    MasterKey fresh = keyring().key();
    assertThat(one.readable(fresh)).isEqualTo(20);
    assertThat(two.readable(fresh)).isEqualTo(3);
    assertThat(one.readable(old)).isZero();
    assertThat(Files.readString(rotationReport.kept())).isEqualTo(old.base64() + "\n");
    for (Path each : List.of(file, rotationReport.kept())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
    assertThat(file.resolveSibling("master.key.next")).doesNotExist();
  }

  @Test
  void killedInTheMiddle_itRefusesToStart_andGoesOnWhereItWas() throws Exception {
    MasterKey old = keyring().key();
    NumberedValues one = new NumberedValues("one");
    NumberedValues two = new NumberedValues("two");
    one.add(old, 10);
    two.add(old, 10);
    two.dies = true;
    assertThatThrownBy(() -> new KeyRotation(keyring(), List.of(one, two)).run(null))
        .hasMessageContaining("killed");
    // The first table is done, the second as it was: each as a whole.
    assertThat(one.readable(old)).isZero();
    assertThat(two.readable(old)).isEqualTo(10);
    assertThatThrownBy(() -> keyring().check())
        .isInstanceOf(KeyFault.class)
        .hasMessageContaining("was interrupted")
        .hasMessageContaining("master-key rotate");
    two.dies = false;
    KeyRotation.RotationReport rotationReport =
        new KeyRotation(keyring(), List.of(one, two)).run(null);
    assertThat(rotationReport.resealed()).isEqualTo(10);
    MasterKey fresh = keyring().key();
    assertThat(one.readable(fresh)).isEqualTo(10);
    assertThat(two.readable(fresh)).isEqualTo(10);
  }

  @Test
  void killedBeforeTheFileIsMoved_itGoesOnWithTheSameNewKey() throws Exception {
    MasterKey old = keyring().key();
    NumberedValues one = new NumberedValues("one");
    one.add(old, 5);
    MasterKey next = KeyFile.next(file);
    database.commit(
        handle -> {
          Keyring.begin(handle);
          one.each(
              handle,
              (value, bound) ->
                  next.seal("one")
                      .close(Objects.requireNonNull(old.seal("one").open(value, bound)), bound));
          Keyring.replace(handle, next);
          return true;
        });
    assertThatThrownBy(() -> keyring().check()).isInstanceOf(KeyFault.class);
    assertThat(new KeyRotation(keyring(), List.of(one)).run(null).resealed()).isZero();
    assertThat(keyring().key().base64()).isEqualTo(next.base64());
    assertThat(one.readable(keyring().key())).isEqualTo(5);
  }

  @Test
  void keysOfTheEnvironment_needTheNewOneNamed() throws Exception {
    Keyring keyring = new Keyring(database, MasterKey.random().base64(), file);
    MasterKey old = keyring.key();
    NumberedValues one = new NumberedValues("one");
    one.add(old, 2);
    KeyRotation keyRotation = new KeyRotation(keyring, List.of(one));
    assertThatThrownBy(() -> keyRotation.run(null)).hasMessageContaining("COMPRESH_NEW_MASTER_KEY");
    assertThat(keyRotation.run(OTHER).kept()).isNull();
    assertThat(one.readable(new Keyring(database, OTHER, file).key())).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void whileAProgramSeals_itIsRefused() throws Exception {
    keyring().key();
    try (KeyLock _ = KeyLock.shared(database.folder())) {
      assertThatThrownBy(() -> new KeyRotation(keyring(), List.of()).run(null))
          .hasMessageContaining("Stop it first");
    }
    new KeyRotation(keyring(), List.of()).run(null);
  }

  @Test
  void anotherKey_isNotTakenInSilence() throws Exception {
    keyring().key();
    assertThatThrownBy(() -> new Keyring(database, OTHER, file).check())
        .isInstanceOf(KeyFault.class)
        .hasMessageContaining("does not match this data")
        .hasMessageNotContaining(OTHER);
    Files.delete(file);
    assertThatThrownBy(() -> keyring().check()).hasMessageContaining("no master key in");
    assertThat(file).doesNotExist();
  }

  @Test
  void aLostKey_canBeForgotten() throws Exception {
    NumberedValues one = new NumberedValues("one");
    one.add(keyring().key(), 4);
    Files.delete(file);
    new KeyRotation(keyring(), List.of(one)).forget();
    keyring().check();
    assertThat(one.readable(keyring().key())).isZero();
  }
}
