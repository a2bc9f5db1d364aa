package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the small records: one test of each per record. */
class FeatureConfigTest {
  @Test
  void server_defaults() {
    assertThat(ConfigFixture.from("").server())
        .isEqualTo(
            new ServerConfig("127.0.0.1", 8080, 32L << 20, 75L << 20, Duration.ofSeconds(30)));
  }

  @Test
  void server_keys() {
    String yaml =
        """
        server:
          host: 0.0.0.0
          port: 9000
          max-body: 64MiB
          drain-grace: 5s
        """;
    assertThat(ConfigFixture.from(yaml).server())
        .isEqualTo(new ServerConfig("0.0.0.0", 9000, 64L << 20, 75L << 20, Duration.ofSeconds(5)));
  }

  @Test
  void admin_defaults() {
    assertThat(ConfigFixture.from("").admin()).isEqualTo(AdminConfig.DEFAULT);
  }

  @Test
  void admin_keys() {
    String yaml =
        """
        admin:
          host: '::1'
          port: 0
          public-url: https://Compresh.example.com
          hosts: [compresh.internal, box]
          forwarded-headers: true
          session-idle: 30m
          session-life: 8h
          audit-retention: 400d
        """;
    assertThat(ConfigFixture.from(yaml).admin())
        .isEqualTo(
            new AdminConfig(
                "::1",
                0,
                URI.create("https://compresh.example.com"),
                List.of("compresh.internal", "box"),
                true,
                Duration.ofMinutes(30),
                Duration.ofHours(8),
                Duration.ofDays(400)));
  }

  @Test
  void data_defaults() {
    assertThat(ConfigFixture.from("").data()).isEqualTo(new DataConfig(Path.of("data")));
  }

  @Test
  void data_keys() {
    assertThat(ConfigFixture.from("data:\n  folder: /srv/x\n").data())
        .isEqualTo(new DataConfig(Path.of("/srv/x")));
  }

  @Test
  void compress_defaults() {
    assertThat(ConfigFixture.from("").compress())
        .isEqualTo(new CompressConfig("balanced", "auto", Duration.ofSeconds(2), Set.of(), 0));
  }

  @Test
  void compress_keys() {
    String yaml =
        """
        compress:
          mode: lossless
          objective: tokens
          time-budget: 40ms
          hold-out: 5
          skip-tools:
            - web_search
            - Read
        """;
    assertThat(ConfigFixture.from(yaml).compress())
        .isEqualTo(
            new CompressConfig(
                "lossless", "tokens", Duration.ofMillis(40), Set.of("web_search", "Read"), 5));
  }

  @Test
  void limits_defaults() {
    assertThat(ConfigFixture.from("").limits()).isEqualTo(new LimitConfig(2_000));
  }

  @Test
  void limits_keys() {
    assertThat(ConfigFixture.from("limits: {requests-per-minute: 0}").limits())
        .isEqualTo(new LimitConfig(0));
  }

  @Test
  void recall_defaults() {
    assertThat(ConfigFixture.from("").recall()).isEqualTo(RecallConfig.DEFAULT);
  }

  @Test
  void recall_keys() {
    assertThat(
            ConfigFixture.from("recall: {store: true, most: 1GiB, most-per-organisation: 64MiB}")
                .recall())
        .isEqualTo(new RecallConfig(true, 1L << 30, 64L << 20));
  }

  @Test
  void security_defaults() {
    SecurityConfig home = SecurityConfig.read(section(), Map.of("HOME", "/home/u"));
    assertThat(home)
        .isEqualTo(new SecurityConfig(null, Path.of("/home/u/.config/compresh/master.key"), null));
    SecurityConfig xdg = SecurityConfig.read(section(), Map.of("XDG_CONFIG_HOME", "/x"));
    assertThat(xdg.keyFile()).isEqualTo(Path.of("/x/compresh/master.key"));
  }

  private static ConfigSection section() {
    return new ConfigSection("security", null, new ArrayList<>());
  }

  @Test
  void security_keys() {
    assertThat(ConfigFixture.from("security: {key-file: /etc/c.key}").security().keyFile())
        .isEqualTo(Path.of("/etc/c.key"));
    SecurityConfig config =
        SecurityConfig.read(section(), Map.of("COMPRESH_MASTER_KEY", " abc ", "HOME", "/h"));
    assertThat(config.masterKey()).isEqualTo(new Secret("abc"));
    assertThat(config.toString()).doesNotContain("abc");
  }

  @Test
  void log_defaults() {
    assertThat(ConfigFixture.from("").log()).isEqualTo(new LogConfig("info", "auto", true));
  }

  @Test
  void log_keys() {
    assertThat(ConfigFixture.from("log: {level: debug, format: json, access: false}").log())
        .isEqualTo(new LogConfig("debug", "json", false));
  }

  @Test
  void routing_defaults() {
    assertThat(ConfigFixture.from("").routing()).isEqualTo(RoutingConfig.DEFAULT);
  }

  @Test
  void routing_keys() {
    String yaml =
        """
        providers: [{name: ollama, base-url: "http://127.0.0.1:11434/v1"}]
        routes:
          - model: fast
            provider: ollama
            upstream-model: llama3.2
          - {model: "local-*", provider: ollama}
        unknown-models: refuse
        """;
    RoutingConfig routing = ConfigFixture.from(yaml).routing();
    assertThat(routing.rules())
        .containsExactly(
            new RouteRule("fast", "ollama", "llama3.2"), new RouteRule("local-*", "ollama", null));
    assertThat(routing.refuseUnknown()).isTrue();
  }

  @Test
  void memory_keys() {
    assertThat(ConfigFixture.from("").memory()).isEqualTo(MemoryConfig.DEFAULT);
    assertThat(ConfigFixture.from("memory: {caches: 64MiB, bodies: 30%, body-wait: 5s}").memory())
        .isEqualTo(new MemoryConfig(64L << 20, 30, Duration.ofSeconds(5)));
    assertThat(ConfigFixture.from("memory: {bodies: 30}").memory().bodies()).isEqualTo(30);
  }

  @Test
  void caches_takeAQuarterOfWhatASmallHeapLeaves() {
    assertThat(MemoryConfig.DEFAULT.caches(96 << 20)).isEqualTo(10 << 20);
    assertThat(MemoryConfig.DEFAULT.caches(40 << 20)).isBetween(1L << 20, 4L << 20);
    assertThat(MemoryConfig.DEFAULT.caches(8L << 30)).isEqualTo(MemoryConfig.DEFAULT.caches());
  }

  @Test
  void connections_keys() {
    assertThat(ConfigFixture.from("").connections()).isEqualTo(ConnectionConfig.DEFAULT);
    assertThat(ConfigFixture.from("connections: {most: 100, per-address: 0}").connections())
        .isEqualTo(new ConnectionConfig(100, 0));
  }
}
