package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each setting with the place that it comes from, secrets masked. */
class EffectiveSettingTest {
  @Test
  void settings_sayWhereTheyComeFrom_andHideSecrets(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("compresh.yaml"),
        """
        compress:
          mode: max
          skip-tools: [fetch]
        money:
          stripe-webhook-secret: whsec_canary
        providers:
          - name: mine
            kind: openai
            base-url: https://llm.example/v1
            key: sk-canary
            headers: {x-team: canary-header}
        limits:
          requests-per-minute: ${RATE}
        """);
    Map<String, String> environment = Map.of("COMPRESH_PORT", "9123", "RATE", "4711");
    Config config =
        new ConfigLoader(environment, folder).load(Map.of("compress.objective", "cost"), null);
    Map<String, EffectiveSetting> settings =
        config.settings().stream()
            .collect(Collectors.toMap(EffectiveSetting::key, Function.identity()));
    assertThat(settings.get("compress.mode"))
        .isEqualTo(new EffectiveSetting("compress.mode", "max", "file", "compresh.yaml:2"));
    assertThat(setting(settings, "compress.skip-tools").value()).isEqualTo("fetch");
    assertThat(settings.get("compress.objective"))
        .extracting(EffectiveSetting::value, EffectiveSetting::source)
        .containsExactly("cost", "flag");
    assertThat(settings.get("server.port"))
        .isEqualTo(new EffectiveSetting("server.port", "9123", "environment", "COMPRESH_PORT"));
    assertThat(setting(settings, "admin.port").source()).isEqualTo("default");
    assertThat(setting(settings, "admin.port").value()).isEqualTo("8081");
    assertThat(setting(settings, "admin.port").isReloadable()).isFalse();
    assertThat(setting(settings, "compress.mode").isReloadable()).isTrue();
    assertThat(config.settings().toString()).doesNotContain("canary", "4711").contains("mine");
  }

  private static EffectiveSetting setting(Map<String, EffectiveSetting> settings, String key) {
    return Objects.requireNonNull(settings.get(key), key);
  }
}
