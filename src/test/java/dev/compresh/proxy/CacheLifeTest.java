package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheLifeTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";
  private static final CacheLife KNOWN = new CacheLife(Duration.ZERO);

  private static Prompt prompt(String fields) {
    byte[] body = ("{" + fields + MESSAGES + "}").getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(Dialect.CHAT, body);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 5",
    "anthropic/claude-opus-5.5, 5",
    "gpt-4o, 60",
    "gpt-5.5, 60",
    "gpt-5.6-sol, 30",
    "openai/gpt-6.2-astra, 30",
    "gpt-7, 30",
    "o4-mini, 60",
    "gemini-4-neon, 60",
    "deepseek-chat, 1440",
    "my-own, 5"
  })
  void of_isTheModels(String model, int minutes) {
    assertThat(KNOWN.lifetime(model, prompt(""))).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void of_isWhatTheRequestAsksFor() {
    Prompt hour =
        prompt(
            "\"system\":[{\"type\":\"text\",\"text\":\"x\",\"cache_control\":"
                + "{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}],");
    assertThat(KNOWN.lifetime("claude-sonnet-4-5", hour)).isEqualTo(Duration.ofHours(1));
    Prompt day = prompt("\"prompt_cache_retention\": \"24h\",");
    assertThat(KNOWN.lifetime("gpt-5.1", day)).isEqualTo(Duration.ofHours(24));
    Prompt half = prompt("\"prompt_cache_retention\":\"12h\",");
    assertThat(KNOWN.lifetime("gpt-6.2-sol", half)).isEqualTo(Duration.ofHours(12));
    Prompt memory = prompt("\"prompt_cache_retention\":\"in_memory\",");
    assertThat(KNOWN.lifetime("gpt-5.6", memory)).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void of_isTheConfiguredOne() {
    CacheLife configured = new CacheLife(Duration.ofMinutes(7));
    assertThat(configured.lifetime("gpt-6.2-sol", prompt(""))).isEqualTo(Duration.ofMinutes(7));
  }
}
