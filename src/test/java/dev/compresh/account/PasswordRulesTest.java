package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords and their hashes, in whatever language the machine speaks. */
class PasswordRulesTest {
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
    String hash = PasswordRules.hash("secret");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordRules.verify("secret", hash)).isTrue();
    assertThat(PasswordRules.verify("Secret", hash)).isFalse();
    assertThat(PasswordRules.hash("secret")).isNotEqualTo(hash);
  }

  @Test
  void hashesOfEarlierVersions_areStillGood() {
    assertThat(PasswordRules.verify("correct horse", STORED)).isTrue();
    assertThat(PasswordRules.verify("correct horses", STORED)).isFalse();
  }

  @Test
  void inTurkish_hashesAreTheSameAsElsewhere() {
    Locale.setDefault(Locale.of("tr", "TR"));
    assertThat(PasswordRules.verify("correct horse", STORED)).isTrue();
    String hash = PasswordRules.hash("secret");
    Locale.setDefault(Locale.ROOT);
    assertThat(hash).startsWith("$argon2id$");
    assertThat(PasswordRules.verify("secret", hash)).isTrue();
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
      assertThat(PasswordRules.verify("secret", none)).as(none).isFalse();
    }
  }
}
