package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingAgent.BOUND;
import static dev.compresh.proxy.ThinkingAgent.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Unusual requests leave what was sent of a bound conversation as it is. */
class BoundReplayTest {
  @TempDir Path folder;

  private PipelineFixture gateway() {
    return PipelineFixture.PipelineSetup.plain().layers(ThinkingAgent.LAYERS).in(folder);
  }

  @Test
  void sideRequestWithoutThinking_changesNothingForTheConversation() {
    try (PipelineFixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway).steps(10);
      List<ObjectNode> side = agent.withoutThinking();
      side.add(ThinkingAgent.user("Summarise what was done."));

      var _ = agent.askAs(ThinkingAgent.body(BOUND, side));

      byte[] next = sent(agent.ask(BOUND));
      assertThat(agent.mismatches(next)).isEmpty();
      assertThat(ThinkingAgent.blocks(next)).isEqualTo(10);
    }
  }

  @Test
  void bodyThatCanNotBeReadWhole_isReplayedAllTheSame() {
    try (PipelineFixture gateway = gateway()) {
      ThinkingAgent agent = new ThinkingAgent(gateway).steps(10);
      agent.history.add(ThinkingAgent.user("go on"));
      String doubled =
          ThinkingAgent.body(BOUND, agent.history)
              .replace("\"content\":\"go on\"", "\"content\":\"go on\",\"content\":\"go on\"");

      byte[] next = sent(agent.askAs(doubled));

      assertThat(agent.mismatches(next)).isEmpty();
      assertThat(ThinkingAgent.blocks(next)).isEqualTo(10);
    }
  }

  @Test
  void requestSentAgainToAnotherAccount_belongsToThatOne() {
    try (PipelineFixture gateway = ThinkingAgent.twoAccounts().in(folder)) {
      ThinkingAgent agent = new ThinkingAgent(gateway);
      ForwardRequest first = agent.ask(BOUND);
      var _ =
          first
              .attempts()
              .next(
                  first.attempts().first(),
                  new AttemptResult.AttemptAnswered(529, Headers.of("retry-after", "60")));

      ForwardRequest again = agent.ask(BOUND);
      assertThat(again.attempts().first().target().provider())
          .isNotEqualTo(first.attempts().first().target().provider());
      again.attempts().recorded(again.attempts().first(), 200).toCompletableFuture().join();
      agent.answered(sent(again));

      assertThat(ThinkingAgent.blocks(sent(agent.ask(BOUND)))).isEqualTo(1);
    }
  }
}
