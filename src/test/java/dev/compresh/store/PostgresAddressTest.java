package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  @Test
  void credentials_areTakenOutAndDecoded() throws Exception {
    PostgresAddress address =
        PostgresAddress.parse(
            "postgresql://me%40x:p%3A%2F%40+w@db-1:5433,db-2/prod?sslmode=require");
    assertThat(address.url()).isEqualTo("jdbc:postgresql://db-1:5433,db-2/prod?sslmode=require");
    assertThat(address.user()).isEqualTo("me@x");
    assertThat(address.password()).isEqualTo("p:/@+w");
    assertThat(address).hasToString("db-1:5433,db-2/prod");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://h/d",
        "jdbc:postgresql://h/d",
        " postgresql://h/d ",
        "postgresql://[::1]:5/d"
      })
  void otherSpellings_areUnderstood(String text) throws Exception {
    PostgresAddress address = PostgresAddress.parse(text);
    assertThat(address.url()).startsWith("jdbc:postgresql://").endsWith("/d");
    assertThat(address.user()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h/d", "mysql://h/d", "postgresql://", "postgresql://u:secret@/d"})
  void otherTexts_areRejectedWithoutTheirPassword(String text) {
    assertThatThrownBy(() -> PostgresAddress.parse(text))
        .isInstanceOf(OpenException.class)
        .hasMessageNotContaining("secret");
  }
}
