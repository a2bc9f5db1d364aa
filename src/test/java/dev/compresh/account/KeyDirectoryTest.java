package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyDirectoryTest extends AccountTest {

  @Test
  void create_keepsAllThatWasChosen() {
    KeyOptions options =
        new KeyOptions(
            "Build server ümläut",
            now.get().plusSeconds(99),
            60,
            "max",
            "cost",
            List.of("a", "b/c"));
    IssuedKey issued = key(options);
    ApiKey key = keys.get(issued.key().id()).orElseThrow();
    assertThat(key).isEqualTo(issued.key());
    assertThat(key.description()).isEqualTo("Build server ümläut");
    assertThat(key.expires()).isEqualTo(now.get().plusSeconds(99));
    assertThat(key.requestsPerMinute()).isEqualTo(60);
    assertThat(key.mode()).isEqualTo("max");
    assertThat(key.objective()).isEqualTo("cost");
    assertThat(key.models()).containsExactly("a", "b/c");
    assertThat(key.last4()).isEqualTo(issued.secret().substring(28));
    assertThat(key.lastUsed()).isNull();
    assertThat(KeyFormat.matches(issued.secret())).isTrue();
  }

  @Test
  void aSecret_isInNoFileAndNoText() throws Exception {
    IssuedKey issued = key();
    database.close();
    String secret = issued.secret().substring(14);
    assertThat(issued.toString()).doesNotContain(secret);
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(secret);
      }
    }
  }

  @Test
  void theStoredHash_isSha256OfTheWholeKey() throws Exception {
    IssuedKey issued = key();
    String stored =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT secret_hash FROM api_key WHERE id = ?")
                    .bind(0, issued.key().id())
                    .map((row, _) -> row.getString(1))
                    .one());
    assertThat(stored)
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    java.security.MessageDigest.getInstance("SHA-256")
                        .digest(issued.secret().getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void list_isNewestFirstAndByOrganisation() {
    pass(Duration.ofSeconds(1));
    ApiKey first = key().key();
    pass(Duration.ofSeconds(1));
    ApiKey second = key().key();
    assertThat(keys.list(null))
        .extracting(ApiKey::id)
        .startsWith(second.id(), first.id())
        .hasSize(3);
    assertThat(keys.list(owner.orgId())).hasSize(3);
    assertThat(keys.list("org_other")).isEmpty();
  }

  @Test
  void edit_replacesAllThatCanBeChosen() {
    ApiKey key = key(new KeyOptions("old", null, 60, "max", "cost", List.of("a"))).key();
    ApiKey edited = keys.edit(key.id(), KeyOptions.named("new")).orElseThrow();
    assertThat(edited.description()).isEqualTo("new");
    assertThat(edited.requestsPerMinute()).isZero();
    assertThat(edited.mode()).isNull();
    assertThat(edited.models()).isEmpty();
    assertThat(edited.created()).isEqualTo(key.created());
  }

  @Test
  void whatIsNotThere_isEmpty() {
    assertThat(keys.get("nothing00")).isEmpty();
    assertThat(keys.revoke("nothing00")).isEmpty();
    assertThat(keys.edit("' OR 1=1", KeyOptions.named("x"))).isEmpty();
    assertThat(keys.list(null)).hasSize(1);
  }
}
