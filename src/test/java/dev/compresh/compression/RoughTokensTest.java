package dev.compresh.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import org.junit.jupiter.api.Test;

/** Prompts that are too large to be counted. */
class RoughTokensTest {
  private static final String PIXELS = "A".repeat(1_000_000);

  private static int roughly(Dialect dialect, String content) {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}";
    return PromptTokens.roughly((Prompt) PromptReader.read(dialect, body.getBytes(UTF_8)));
  }

  @Test
  void text_isAQuarterOfItsBytes() {
    assertThat(roughly(Dialect.CHAT, "\"" + PIXELS + "\"")).isBetween(250_000, 250_100);
  }

  @Test
  void aLargePicture_isNotTakenForText() {
    assertThat(
            roughly(
                Dialect.CHAT,
                "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                    + PIXELS
                    + "\"}},{\"type\":\"text\",\"text\":\"What is it?\"}]"))
        .isBetween(1_000, 1_100);
    assertThat(
            roughly(
                Dialect.MESSAGES,
                "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"image\","
                    + "\"source\":{\"type\":\"base64\",\"data\":\""
                    + PIXELS
                    + "\"}},{\"type\":\"text\",\"text\":\"A screen\"}]}]"))
        .isBetween(1_000, 1_100);
  }
}
