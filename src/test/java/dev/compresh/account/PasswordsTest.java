package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords and their hashes, in whatever language the machine speaks. */
class PasswordsTest {
  // Made by the library's own writer, as earlier versions stored them.
  private static final String STORED =
      "$argon2id$v=19$m=19456,t=2,p=1$c2l4dGVlbi1ieXRlLXNsdA$A/41UBGBMwUt7bdLbCnPX4CoxWv3IpbIDZC+Gj23/xU";

  private final Locale usual = Locale.getDefault();

  @AfterEach
  void back() {
    Locale.setDefault(usual);
  }

  @Test
  void hash_isThatOfItsPasswordOnly() {
    String hash = Passwords.hash("secret");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.verify("secret", hash)).isTrue();
    assertThat(Passwords.verify("Secret", hash)).isFalse();
    assertThat(Passwords.hash("secret")).isNotEqualTo(hash);
  }

  @Test
  void hashesOfEarlierVersions_areStillGood() {
    assertThat(Passwords.verify("correct horse", STORED)).isTrue();
    assertThat(Passwords.verify("correct horses", STORED)).isFalse();
  }

  @Test
  void inTurkish_hashesAreTheSameAsElsewhere() {
    Locale.setDefault(Locale.of("tr", "TR"));
    assertThat(Passwords.verify("correct horse", STORED)).isTrue();
    String hash = Passwords.hash("secret");
    Locale.setDefault(Locale.ROOT);
    assertThat(hash).startsWith("$argon2id$");
    assertThat(Passwords.verify("secret", hash)).isTrue();
  }

  @Test
  void whatIsNoHash_isNobodysPassword() {
    for (String none :
        new String[] {
          "",
          "$",
          "secret",
          "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA",
          "$argon2id$v=19$m=x,t=2,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0",
          "$argon2id$v=19$t=2$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0",
          "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$",
          "$argon2id$v=19$m=19456,t=2,p=1$***$c2FsdHNhbHRzYWx0",
          "$2b$10$abcdefghijklmnopqrstuv"
        }) {
      assertThat(Passwords.verify("secret", none)).as(none).isFalse();
    }
  }
}
