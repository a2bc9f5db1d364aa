package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongContextTest {
  private static Headers beta(String... values) {
    return new Headers(List.of(values).stream().map(v -> new Header("Anthropic-Beta", v)).toList());
  }

  @Test
  void isAsked_byTheBetaHeader_whereverItStands() {
    assertThat(LongContext.isAsked(beta("context-1m-2025-08-07"), "claude-sonnet-4-5")).isTrue();
    assertThat(LongContext.isAsked(beta("a-1, context-1m-2026-09-01,b"), "claude-x")).isTrue();
    assertThat(LongContext.isAsked(beta("a-1", "b-2,context-1m-2025-08-07"), "claude-x")).isTrue();
  }

  @Test
  void isAsked_byTheModelsName() {
    assertThat(LongContext.isAsked(beta(), "claude-sonnet-4-5[1m]")).isTrue();
  }

  @Test
  void isAsked_notByOtherBetas() {
    assertThat(LongContext.isAsked(beta("extended-context-1m"), "claude-sonnet-4-5")).isFalse();
    assertThat(LongContext.isAsked(beta(), "claude-sonnet-4-5")).isFalse();
  }
}
