package dev.compresh.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** System text and tools are hashed once for all who ask for their digests. */
class FixedSpansTest {
  private static final String BODY =
      """
      {"model":"claude-sonnet-4-6","system":"Be brief.","tools":[{"name":"read"}],
      "messages":[{"role":"user","content":"Hi"}]}""";

  private static Prompt read(String body) {
    return (Prompt) PromptReader.read(Dialect.MESSAGES, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void digests_areThoseOfTheSpans_andComputedOnce() {
    Prompt prompt = read(BODY);
    assertThat(prompt.fixedDigests())
        .containsExactly(
            ContentDigest.of(prompt.body(), prompt.envelope().fixed().get(0)),
            ContentDigest.of(prompt.body(), prompt.envelope().fixed().get(1)))
        .isSameAs(prompt.fixedDigests());
  }

  @Test
  void anotherSystemText_hasAnotherDigest_andTheSameToolsTheSame() {
    Prompt one = read(BODY);
    Prompt other = read(BODY.replace("brief", "quick"));
    assertThat(other.fixedDigests().getFirst()).isNotEqualTo(one.fixedDigests().getFirst());
    assertThat(other.fixedDigests().getLast()).isEqualTo(one.fixedDigests().getLast());
  }

  @Test
  void aBodyReadTwice_hasEqualSpans() {
    assertThat(read(BODY).envelope().fixed())
        .isEqualTo(read(BODY).envelope().fixed())
        .hasSameHashCodeAs(read(BODY).envelope().fixed());
  }
}
