package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.account.Authentication.AcceptedKey;
import dev.compresh.account.Bootstrap.BootstrapResult;
import dev.compresh.http.Headers;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class BootstrapTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final String GIVEN = "comp_abcdefghijklmnopqrstuvwxyz0";

  @TempDir Path folder;
  private Database database;
  private KeyDirectory keyDirectory;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    keyDirectory = new KeyDirectory(database, InstantSource.system());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private BootstrapResult start(@Nullable String bootstrapKey) {
    return new Bootstrap(database, keyDirectory, InstantSource.system()).run(bootstrapKey);
  }

  private Authentication ask(String secret) {
    try (LastUse lastUse = new LastUse(database)) {
      return new Authenticator(keyDirectory, lastUse, InstantSource.system())
          .authenticate(Headers.of("x-api-key", secret));
    }
  }

  @Test
  void anEmptyStore_getsAnOwnerAndOneKey() {
    BootstrapResult bootstrapResult = start(null);
    Bootstrap.InitialSignIn owner = bootstrapResult.owner().orElseThrow();
    assertThat(owner.name()).isEqualTo("owner");
    assertThat(owner.password()).matches("[0-9A-Za-z]{20}");
    assertThat(owner.toString()).doesNotContain(owner.password());
    assertThat(ask(bootstrapResult.key().orElseThrow().secret())).isInstanceOf(AcceptedKey.class);
    String hash =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT password_hash FROM app_user")
                    .map((row, _) -> row.getString(1))
                    .one());
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordRules.verify(owner.password(), hash)).isTrue();
    assertThat(PasswordRules.verify(owner.password() + "x", hash)).isFalse();
  }

  @Test
  void laterStarts_showNothing() {
    start(null);
    BootstrapResult second = start(null);
    assertThat(second.owner()).isEmpty();
    assertThat(second.key()).isEmpty();
    assertThat(second.notes()).isEmpty();
    assertThat(keyDirectory.list(null)).hasSize(1);
  }

  @Test
  void theBootstrapKey_isThatVeryKeyAndTheOnlyOne() {
    BootstrapResult bootstrapResult = start(GIVEN);
    assertThat(bootstrapResult.owner()).isPresent();
    assertThat(bootstrapResult.key()).isEmpty();
    assertThat(ask(GIVEN)).isInstanceOf(AcceptedKey.class);
    assertThat(keyDirectory.list(null)).hasSize(1);
    assertThat(start(GIVEN).notes()).isEmpty();
    assertThat(keyDirectory.list(null)).hasSize(1);
  }

  @Test
  void anotherBootstrapKeyLater_isAdded() {
    start(null);
    BootstrapResult later = start(GIVEN);
    assertThat(later.owner()).isEmpty();
    assertThat(later.notes()).singleElement().asString().contains("added").doesNotContain(GIVEN);
    assertThat(ask(GIVEN)).isInstanceOf(AcceptedKey.class);
    assertThat(keyDirectory.list(null)).hasSize(2);
  }

  @Test
  void aRevokedBootstrapKey_staysRevokedAndIsSaid() {
    start(GIVEN);
    keyDirectory.revoke("abcdefghi");
    assertThat(start(GIVEN).notes()).singleElement().asString().contains("revoked");
    assertThat(ask(GIVEN)).isNotInstanceOf(AcceptedKey.class);
  }

  @Test
  void aBootstrapKeyWithAnothersId_isNotAddedAndIsSaid() {
    start(GIVEN);
    String twin = GIVEN.substring(0, 31) + "1";
    assertThat(start(twin).notes()).singleElement().asString().contains("not added");
    assertThat(ask(twin)).isNotInstanceOf(AcceptedKey.class);
    assertThat(ask(GIVEN)).isInstanceOf(AcceptedKey.class);
  }

  @Test
  void aBootstrapKeyThatIsNone_isRefusedBeforeAnythingIsMade() {
    assertThatThrownBy(() -> start("comp_short"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("COMPRESH_BOOTSTRAP_KEY")
        .message()
        .doesNotContain("comp_short");
    assertThat(start(null).owner()).isPresent();
  }
}
