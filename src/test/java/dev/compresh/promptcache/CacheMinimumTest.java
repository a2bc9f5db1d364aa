package dev.compresh.promptcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheMinimumTest {
  private static void expect(int minimum, String... models) {
    for (String model : models) {
      assertThat(CacheMinimum.tokens(model)).as(model).isEqualTo(minimum);
    }
  }

  @Test
  void minimums_areThoseOfTheVendorsPage() {
    expect(
        512,
        "claude-fable-5",
        "claude-fable-5-1",
        "claude-mythos-5-1",
        "claude-opus-5",
        "claude-opus-5-5",
        "claude-sonnet-5-5",
        "claude-haiku-5-5");
    expect(
        1_024,
        "claude-opus-4-8",
        "claude-sonnet-5",
        "claude-sonnet-4-6",
        "claude-sonnet-4-5-20250929",
        "claude-opus-4-1-20250805",
        "claude-opus-4-20250514",
        "claude-3-7-sonnet-20250219");
    expect(2_048, "claude-opus-4-7", "claude-3-5-haiku-20241022", "claude-mythos-preview");
    expect(4_096, "claude-opus-4-6", "claude-opus-4-5", "claude-haiku-4-5-20251001");
  }

  @Test
  void namesOfCloudsAndRouters_areRead() {
    expect(
        512, "us.anthropic.claude-opus-5-5-v1:0", "anthropic/claude-sonnet-5.5", "claude-opus-6");
    expect(4_096, "anthropic/claude-haiku-4.5", "global.anthropic.claude-opus-4-6-v1");
    expect(1_024, "claude-sonnet-4@20250514", "claude-opus-4-8[1m]");
  }
}
