package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import org.junit.jupiter.api.Test;

/** A key at the beginning of a path goes where keys belong, and is gone from the path. */
class KeyedPathTest {
  private static final String KEY = "comp_" + "k".repeat(27);

  @Test
  void theKeyIsTakenOutOfThePath() {
    KeyedPath path = KeyedPath.of("/k/" + KEY + "/v1/messages", Headers.of("a", "b"));
    assertThat(path.path()).isEqualTo("/v1/messages");
    assertThat(path.headers().first("x-compresh-key")).isEqualTo(KEY);
    assertThat(path.headers().first("a")).isEqualTo("b");
  }

  @Test
  void whateverStandsThere_isTakenOut() {
    assertThat(KeyedPath.of("/k/sk-secret/v1/messages", Headers.NONE).path())
        .isEqualTo("/v1/messages");
    assertThat(KeyedPath.of("/k/" + KEY, Headers.NONE).path()).isEqualTo("/");
  }

  @Test
  void otherPaths_stayAsTheyAre() {
    assertThat(KeyedPath.of("/v1/k/x", Headers.NONE).path()).isEqualTo("/v1/k/x");
    assertThat(KeyedPath.of("/key", Headers.NONE).headers().size()).isZero();
  }
}
