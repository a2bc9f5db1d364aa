package dev.compresh.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that bind thinking are known by their version, under every vendor's spelling. */
class ThinkingBindingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-5-5",
        "claude-sonnet-5-5-20261001",
        "claude-haiku-5-5",
        "claude-fable-5-1",
        "claude-mythos-5-2",
        "claude-opus-6",
        "claude-opus-5-10",
        "claude-next-7-1",
        "claude-fable-6-20270101",
        "Claude-Opus-5-5",
        "anthropic/claude-opus-5.5",
        "us.anthropic.claude-opus-5-5-20261001-v1:0",
        "claude-opus-5-5@20261001",
        "claude-opus-5-5[1m]",
        "claude-opus-latest",
        "openrouter/anthropic/claude-sonnet-5.5:beta"
      })
  void bound(String model) {
    assertThat(ThinkingBinding.appliesTo(model)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-5",
        "claude-sonnet-5",
        "claude-fable-5",
        "claude-opus-4-8",
        "claude-sonnet-4-5-20250929",
        "claude-opus-4-20250514",
        "claude-3-5-sonnet-20241022",
        "claude-3-7-sonnet-latest",
        "anthropic.claude-3-haiku-20240307-v1:0",
        "claude-instant-1.2",
        "claude-2.1",
        "claude-opus-5-20260601",
        "anthropic/claude-sonnet-4.5",
        "gpt-5.5",
        "deepseek-reasoner",
        "glm-5.5",
        ""
      })
  void notBound(String model) {
    assertThat(ThinkingBinding.appliesTo(model)).isFalse();
  }
}
