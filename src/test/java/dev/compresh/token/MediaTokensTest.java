package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures, pages and sound as the vendors count them. */
class MediaTokensTest {

  @ParameterizedTest
  @CsvSource({
    // tiles: a base and so much for each 512 pixels
    "gpt-4o, 1024, 1024, high, 765",
    "gpt-4o, 2048, 4096, high, 1105",
    "gpt-4o, 4096, 8192, low, 85",
    "gpt-4.1, 128, 64, '', 255",
    "gpt-4o-mini, 1024, 1024, '', 25501",
    "o1, 1024, 1024, '', 675",
    "o3-pro, 1024, 1024, '', 675",
    "gpt-5, 1024, 1024, '', 630",
    "gpt-5.1-codex, 1024, 1024, '', 630",
    "computer-use-preview, 1024, 1024, '', 581",
    // patches of 32 pixels
    "gpt-4.1-mini, 1024, 1024, '', 1659",
    "gpt-4.1-nano, 1024, 1024, '', 2520",
    "o4-mini, 1800, 2400, '', 2498",
    "gpt-5-mini, 1024, 1024, '', 1659",
    "gpt-5.2, 1024, 1024, '', 1229",
    "gpt-5.4, 3840, 2160, '', 2931",
    "gpt-5.5, 3840, 2160, '', 9792",
    "gpt-5.5, 4032, 3024, '', 11868",
    "gpt-6-astra, 4032, 3024, '', 14364",
    "gpt-6-astra, 2560, 1440, high, 2931",
    "gpt-6-astra, 4032, 3024, high, 2942",
    "openai/gpt-6-astra, 256, 256, auto, 77",
    // patches of 28 pixels
    "claude-haiku-4-5, 1024, 1024, '', 1369",
    "claude-haiku-4-5, 256, 256, '', 100",
    "claude-sonnet-4-6, 1280, 720, '', 1196",
    "claude-opus-4-7, 1920, 1080, '', 2691",
    "claude-sonnet-5-5, 512, 512, '', 361",
    "anthropic/claude-3-5-sonnet-20241022, 8000, 8000, '', 1521",
    // crops, and one figure for all
    "gemini-2.5-flash, 300, 300, '', 258",
    "gemini-2.5-flash, 1536, 768, '', 516",
    "gemini-3.5-flash, 4032, 3024, '', 1120",
    "gemini-3-pro, 64, 64, low, 280",
    "grok-4, 448, 448, '', 256",
    "grok-4, 4000, 4000, '', 1792",
  })
  void picture_byModelSizeAndDetail(String model, int width, int height, String detail, long want) {
    assertThat(MediaTokens.forModel(model).picture(width, height, detail)).isEqualTo(want);
  }

  @Test
  void picture_neverCostsMoreThanItsModelsBound() {
    for (int edge = 1; edge < 1 << 20; edge = edge * 3 + 1) {
      assertThat(MediaTokens.forModel("claude-opus-5").picture(edge, 1, "")).isBetween(1L, 4_784L);
      assertThat(MediaTokens.forModel("gpt-5.4").picture(1, edge, "")).isBetween(1L, 3_000L);
      assertThat(MediaTokens.forModel("gpt-4o").picture(edge, edge, "")).isBetween(255L, 1_445L);
      assertThat(MediaTokens.forModel("qwen3-vl").picture(edge, edge, "")).isBetween(1L, 2_560L);
    }
  }

  @Test
  void whatIsNotInTheRequest_isOfUsualSize() {
    MediaTokens gpt = MediaTokens.forModel("gpt-4o");
    assertThat(gpt.picture(0, 0, "")).isEqualTo(765);
    assertThat(gpt.picture(0, 0, "low")).isEqualTo(85);
    assertThat(MediaTokens.forModel("claude-opus-4-1").document(0, "")).isEqualTo(5 * 2_300);
    assertThat(MediaTokens.forModel("gemini-3.5-flash").sound(0)).isEqualTo(60 * 32);
  }

  @Test
  void pagesSoundAndFilms_haveTheirOwnRules() {
    assertThat(MediaTokens.forModel("gemini-3.5-flash").document(10, "")).isEqualTo(5_600);
    assertThat(MediaTokens.forModel("gemini-2.5-pro").document(10, "")).isEqualTo(2_580);
    assertThat(MediaTokens.forModel("claude-sonnet-5").document(10, "")).isEqualTo(25_000);
    assertThat(MediaTokens.forModel("gpt-4o-audio-preview").sound(2_500)).isEqualTo(30);
    assertThat(MediaTokens.forModel("gemini-2.5-pro").video(10_000)).isEqualTo(2_900);
    assertThat(MediaTokens.file(4_000, true)).isEqualTo(1_000);
    assertThat(MediaTokens.file(1L << 40, true)).isEqualTo(1_000_000);
  }
}
