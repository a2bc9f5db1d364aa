package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where limits are counted together. */
class RedisConfigTest {
  @Test
  void withoutAnAddress_thereIsNone() {
    assertThat(ConfigFixture.from("").redis()).isEqualTo(RedisConfig.DEFAULT);
  }

  @Test
  void theVariable_andTheKeys_areRead() {
    String address = "rediss://compresh:p%40ss@valkey.internal:6380/2";
    RedisConfig fromVariable =
        ConfigFixture.from("", Map.of("COMPRESH_REDIS_URL", address)).redis();
    assertThat(fromVariable).isEqualTo(new RedisConfig(new Secret(address), "compresh"));
    String yaml = "redis:\n  url: redis://valkey\n  prefix: blue\n";
    assertThat(ConfigFixture.from(yaml).redis())
        .isEqualTo(new RedisConfig(new Secret("redis://valkey"), "blue"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://h",
        "redis://h/",
        "redis://:secret@h:6379",
        "rediss://user:secret@h:6379/15",
        "redis://[::1]:6379"
      })
  void addresses_thatAreTaken(String address) {
    assertThat(ConfigFixture.from("redis:\n  url: '" + address + "'\n").redis().url()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valkey:6379",
        "http://h",
        "redis://",
        "redis://h/name",
        "redis://h/1234567",
        "redis://a b"
      })
  void addresses_thatAreRefused_withoutShowingThem(String address) {
    String yaml = "redis:\n  url: '" + address + "'\n";
    assertThat(ConfigFixture.faults(yaml))
        .singleElement()
        .asString()
        .contains("redis.url")
        .contains("redis://user:password@host:6379/0");
  }

  @Test
  void aLongPrefix_isRefused() {
    assertThat(ConfigFixture.faults("redis:\n  prefix: '" + "x".repeat(65) + "'\n"))
        .singleElement()
        .asString()
        .contains("redis.prefix");
  }
}
