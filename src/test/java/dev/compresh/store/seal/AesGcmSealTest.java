package dev.compresh.store.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AesGcmSealTest {
  private static final byte[] TEXT = "the boat is called Marigold".getBytes(UTF_8);
  private static final byte[] HERE = "key/session/1".getBytes(UTF_8);

  @TempDir Path folder;

  private static AesGcmSeal seal(int fill) throws KeyFault {
    byte[] key = new byte[32];
    key[0] = (byte) fill;
    return MasterKey.of(Base64.getEncoder().encodeToString(key), "test").seal("turns");
  }

  @Test
  void open_givesBackWhatWasClosed() throws Exception {
    byte[] sealed = seal(1).close(TEXT, HERE);
    assertThat(seal(1).open(sealed, HERE)).isEqualTo(TEXT);
    assertThat(new String(sealed, UTF_8)).doesNotContain("Marigold");
    assertThat(seal(1).close(TEXT, HERE)).isNotEqualTo(sealed);
  }

  @Test
  void open_refusesAnotherKeyAnotherPlaceAndChangedBytes() throws Exception {
    byte[] sealed = seal(1).close(TEXT, HERE);
    assertThat(seal(2).open(sealed, HERE)).isNull();
    assertThat(seal(1).open(sealed, "key/other/1".getBytes(UTF_8))).isNull();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(seal(1).open(changed, HERE)).isNull();
    }
    assertThat(seal(1).open(new byte[0], HERE)).isNull();
  }

  @Test
  void purposes_haveKeysOfTheirOwn() throws Exception {
    MasterKey key = MasterKey.random();
    assertThat(key.seal("other").open(key.seal("turns").close(TEXT, HERE), HERE)).isNull();
  }

  @Test
  void of_refusesWhatIsNoKeyWithoutShowingIt() {
    for (String text : new String[] {"", "secret", "c2hvcnQ=", "!".repeat(44)}) {
      assertThatThrownBy(() -> MasterKey.of(text, "COMPRESH_MASTER_KEY"))
          .isInstanceOf(KeyFault.class)
          .hasMessageContaining("COMPRESH_MASTER_KEY")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void keyFile_isMadeForItsOwnerAloneAndReadAgain() throws Exception {
    Path file = folder.resolve("config/compresh/master.key");
    byte[] sealed = KeyFile.open(file, folder.resolve("data")).seal("turns").close(TEXT, HERE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyFile.open(file, folder.resolve("data")).seal("turns").open(sealed, HERE))
        .isEqualTo(TEXT);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void keyFile_amongTheDataOrOpenToAllOrBroken_isRefused() throws Exception {
    assertThatThrownBy(
            () -> KeyFile.open(folder.resolve("data/x/master.key"), folder.resolve("data")))
        .hasMessageContaining("data folder");
    assertThat(folder.resolve("data")).doesNotExist();
    Path file = folder.resolve("master.key");
    Files.writeString(file, MasterKey.random().base64());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> KeyFile.open(file, folder.resolve("data")))
        .hasMessageContaining("chmod 600");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "half");
    assertThatThrownBy(() -> KeyFile.open(file, folder.resolve("data")))
        .hasMessageContaining("contains no key");
    assertThatThrownBy(() -> KeyFile.open(file.resolve("below"), folder.resolve("data")))
        .isInstanceOf(KeyFault.class);
  }
}
