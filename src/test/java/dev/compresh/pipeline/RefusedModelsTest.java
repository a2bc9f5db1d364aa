package dev.compresh.pipeline;

import static dev.compresh.pipeline.ThinkingAgent.BOUND;
import static dev.compresh.pipeline.ThinkingAgent.sent;
import static dev.compresh.pipeline.ThinkingAgent.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.Eventually;
import dev.compresh.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal of thinking is answered by one request without, and remembered. */
class RefusedModelsTest {
  private static final byte[] REFUSAL =
      """
      {"type":"error","error":{"type":"invalid_request_error","message":"messages.1.content.0: \
      Invalid `signature` in `thinking` block. The block is bound to a different conversation."}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final AttemptResult REFUSED =
      new AttemptResult.Inspected(400, Headers.of(), REFUSAL);

  @TempDir Path folder;

  private Fixture gateway() {
    return ThinkingAgent.twoAccounts().in(folder);
  }

  private static Attempts.Retry refuse(Forward forward) {
    Attempts attempts = forward.attempts();
    assertThat(attempts.inspectsBody(attempts.first(), 400)).isTrue();
    return Objects.requireNonNull(attempts.after(attempts.first(), REFUSED));
  }

  private static boolean isDropping(Attempt attempt) {
    return text(attempt.body()).contains("drop_block");
  }

  @Test
  void laterRequest_ofABoundModel_keepsDropping_ofAnOlderModel_doesNot() throws Exception {
    try (Fixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway).steps(4);
      Attempts.Retry retry = refuse(agent.ask(BOUND));
      agent.answered(retry.attempt().body());
      Eventually.is(() -> isDropping(agent.ask(BOUND).attempts().first()));

      Attempt older = agent.ask("claude-sonnet-4-5").attempts().first();

      assertThat(text(older.body())).doesNotContain("block_binding", "adaptive");
      assertThat(older.headers().all("anthropic-beta")).isEmpty();
    }
  }

  @Test
  void retryThatIsOverloaded_dropsAgain_whereItIsMadeAgain() {
    try (Fixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway).steps(4);
      Forward forward = agent.ask(BOUND);
      Attempts.Retry retry = refuse(forward);

      AttemptResult limited = new AttemptResult.Answered(429, Headers.of("retry-after", "1"));
      Attempts.Retry again =
          Objects.requireNonNull(forward.attempts().after(retry.attempt(), limited));

      assertThat(again.attempt().candidate()).isEqualTo(retry.attempt().candidate());
      assertThat(isDropping(again.attempt())).isTrue();
    }
  }

  @Test
  void modelOfAnUnknownName_isSentAgainToo_andBoundFromThenOn() throws Exception {
    try (Fixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway);
      agent.answered(sent(agent.ask("our-best-model")));
      Attempts.Retry retry = refuse(agent.ask("our-best-model"));
      assertThat(isDropping(retry.attempt())).isTrue();
      agent.answered(retry.attempt().body());
      Eventually.is(() -> ThinkingAgent.blocks(sent(agent.ask("our-best-model"))) == 0);

      for (int turn = 1; turn < 8; turn++) {
        byte[] next = sent(agent.ask("our-best-model"));
        assertThat(agent.mismatches(next)).isEmpty();
        assertThat(ThinkingAgent.blocks(next)).isEqualTo(turn - 1);
        agent.answered(next);
      }
    }
  }
}
