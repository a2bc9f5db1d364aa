package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingAgent.BOUND;
import static dev.compresh.proxy.ThinkingAgent.sent;
import static dev.compresh.proxy.ThinkingAgent.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.http.Headers;
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
      new AttemptResult.AttemptInspected(400, Headers.of(), REFUSAL);

  @TempDir Path folder;

  private PipelineFixture gateway() {
    return ThinkingAgent.twoAccounts().in(folder);
  }

  private static AttemptSequence.NextAttempt refuse(ForwardRequest forwardRequest) {
    AttemptSequence attemptSequence = forwardRequest.attempts();
    assertThat(attemptSequence.inspectsBody(attemptSequence.first(), 400)).isTrue();
    return Objects.requireNonNull(attemptSequence.next(attemptSequence.first(), REFUSED));
  }

  private static boolean isDropping(ProviderAttempt providerAttempt) {
    return text(providerAttempt.body()).contains("drop_block");
  }

  @Test
  void laterRequest_ofABoundModel_keepsDropping_ofAnOlderModel_doesNot() throws Exception {
    try (PipelineFixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway).steps(4);
      AttemptSequence.NextAttempt nextAttempt = refuse(agent.ask(BOUND));
      agent.answered(nextAttempt.attempt().body());
      EventualAssertion.is(() -> isDropping(agent.ask(BOUND).attempts().first()));

      ProviderAttempt older = agent.ask("claude-sonnet-4-5").attempts().first();

      assertThat(text(older.body())).doesNotContain("block_binding", "adaptive");
      assertThat(older.headers().all("anthropic-beta")).isEmpty();
    }
  }

  @Test
  void retryThatIsOverloaded_dropsAgain_whereItIsMadeAgain() {
    try (PipelineFixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway).steps(4);
      ForwardRequest forwardRequest = agent.ask(BOUND);
      AttemptSequence.NextAttempt nextAttempt = refuse(forwardRequest);

      AttemptResult limited =
          new AttemptResult.AttemptAnswered(429, Headers.of("retry-after", "1"));
      AttemptSequence.NextAttempt again =
          Objects.requireNonNull(forwardRequest.attempts().next(nextAttempt.attempt(), limited));

      assertThat(again.attempt().candidate()).isEqualTo(nextAttempt.attempt().candidate());
      assertThat(isDropping(again.attempt())).isTrue();
    }
  }

  @Test
  void modelOfAnUnknownName_isSentAgainToo_andBoundFromThenOn() throws Exception {
    try (PipelineFixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway);
      agent.answered(sent(agent.ask("our-best-model")));
      AttemptSequence.NextAttempt nextAttempt = refuse(agent.ask("our-best-model"));
      assertThat(isDropping(nextAttempt.attempt())).isTrue();
      agent.answered(nextAttempt.attempt().body());
      EventualAssertion.is(() -> ThinkingAgent.blocks(sent(agent.ask("our-best-model"))) == 0);

      for (int turn = 1; turn < 8; turn++) {
        byte[] next = sent(agent.ask("our-best-model"));
        assertThat(agent.mismatches(next)).isEmpty();
        assertThat(ThinkingAgent.blocks(next)).isEqualTo(turn - 1);
        agent.answered(next);
      }
    }
  }
}
