package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.account.Authentication.Accepted;
import dev.compresh.account.FirstStart.Made;
import dev.compresh.store.Database;
import dev.compresh.wire.Headers;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  private static final String GIVEN = "comp_abcdefghijklmnopqrstuvwxyz0";

  @TempDir Path folder;
  private Database database;
  private Keys keys;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder);
    keys = new Keys(database, InstantSource.system());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Made start(@Nullable String bootstrapKey) {
    return new FirstStart(database, keys, InstantSource.system()).run(bootstrapKey);
  }

  private Authentication ask(String secret) {
    try (LastUse lastUse = new LastUse(database)) {
      return new Authenticator(keys, lastUse, InstantSource.system())
          .authenticate(Headers.of("x-api-key", secret));
    }
  }

  @Test
  void anEmptyStore_getsAnOwnerAndOneKey() {
    Made made = start(null);
    FirstStart.SignIn owner = made.owner().orElseThrow();
    assertThat(owner.name()).isEqualTo("owner");
    assertThat(owner.password()).matches("[0-9A-Za-z]{20}");
    assertThat(owner.toString()).doesNotContain(owner.password());
    assertThat(ask(made.key().orElseThrow().secret())).isInstanceOf(Accepted.class);
    String hash =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT password_hash FROM app_user")
                    .map((row, _) -> row.getString(1))
                    .one());
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.verify(owner.password(), hash)).isTrue();
    assertThat(Passwords.verify(owner.password() + "x", hash)).isFalse();
  }

  @Test
  void laterStarts_showNothing() {
    start(null);
    Made second = start(null);
    assertThat(second.owner()).isEmpty();
    assertThat(second.key()).isEmpty();
    assertThat(second.notes()).isEmpty();
    assertThat(keys.list(null)).hasSize(1);
  }

  @Test
  void theBootstrapKey_isThatVeryKeyAndTheOnlyOne() {
    Made made = start(GIVEN);
    assertThat(made.owner()).isPresent();
    assertThat(made.key()).isEmpty();
    assertThat(ask(GIVEN)).isInstanceOf(Accepted.class);
    assertThat(keys.list(null)).hasSize(1);
    assertThat(start(GIVEN).notes()).isEmpty();
    assertThat(keys.list(null)).hasSize(1);
  }

  @Test
  void anotherBootstrapKeyLater_isAdded() {
    start(null);
    Made later = start(GIVEN);
    assertThat(later.owner()).isEmpty();
    assertThat(later.notes()).singleElement().asString().contains("added").doesNotContain(GIVEN);
    assertThat(ask(GIVEN)).isInstanceOf(Accepted.class);
    assertThat(keys.list(null)).hasSize(2);
  }

  @Test
  void aRevokedBootstrapKey_staysRevokedAndIsSaid() {
    start(GIVEN);
    keys.revoke("abcdefghi");
    assertThat(start(GIVEN).notes()).singleElement().asString().contains("revoked");
    assertThat(ask(GIVEN)).isNotInstanceOf(Accepted.class);
  }

  @Test
  void aBootstrapKeyWithAnothersId_isNotAddedAndIsSaid() {
    start(GIVEN);
    String twin = GIVEN.substring(0, 31) + "1";
    assertThat(start(twin).notes()).singleElement().asString().contains("not added");
    assertThat(ask(twin)).isNotInstanceOf(Accepted.class);
    assertThat(ask(GIVEN)).isInstanceOf(Accepted.class);
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
