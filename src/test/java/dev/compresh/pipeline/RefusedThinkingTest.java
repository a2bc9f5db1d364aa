package dev.compresh.pipeline;

import static dev.compresh.pipeline.ThinkingClient.answered;
import static dev.compresh.pipeline.ThinkingClient.blocks;
import static dev.compresh.pipeline.ThinkingClient.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.pipeline.Attempts.Retry;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.wire.BlockBinding;
import dev.compresh.wire.Headers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal of thinking that is bound to another conversation does not end the client's. */
class RefusedThinkingTest {
  private static final String DROP = "\"prefix_mismatch_behavior\":\"drop_block\"";
  private static final String TAMPERED =
      "{\"error\":{\"message\":\"messages.1.content.0: Invalid `signature` in `thinking` block\"}}";

  @TempDir Path folder;
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor);
  private Fixture fixture;

  /** Seven turns, of which the later ones were compressed; then the ledger is lost. */
  @BeforeEach
  void lose() {
    fixture = fixture("a");
    client.turns(7, fixture);
    fixture.close();
    fixture = fixture("b");
  }

  private Fixture fixture(String name) {
    return Fixture.Setup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT))
        .in(folder.resolve(name));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String text(Attempt attempt) {
    return new String(attempt.body(), UTF_8);
  }

  private static Retry retry(Forward forward, AttemptResult result) {
    Attempt first = forward.attempts().first();
    return Objects.requireNonNull(forward.attempts().after(first, result), "not tried again");
  }

  private static void recorded(Forward forward, Attempt attempt) {
    assertThat(forward.attempts().after(attempt, answered(200))).isNull();
    forward.attempts().recorded(attempt, 200).toCompletableFuture().join();
  }

  @Test
  void aRefusal_isTriedOnceMore_withBlocksDropped() {
    Forward forward = client.send(fixture, "anthropic-beta", "mine");
    Attempt first = forward.attempts().first();
    assertThat(vendor.mismatches(first.body())).isNotEmpty();
    assertThat(forward.attempts().inspectsBody(first, 400)).isTrue();
    assertThat(forward.attempts().inspectsBody(first, 500)).isFalse();
    assertThat(text(first)).doesNotContain(DROP);

    Retry retry = retry(forward, refused("messages.9.content.0"));

    assertThat(retry.pause()).isZero();
    assertThat(retry.attempt().candidate()).isZero();
    assertThat(retry.attempt().target()).isEqualTo(first.target());
    assertThat(text(retry.attempt()))
        .isEqualTo(
            text(first)
                .replaceAll(
                    "}$",
                    ",\"thinking\":{\"type\":\"adaptive\",\"block_binding\":{" + DROP + "}}}"));
    assertThat(retry.attempt().headers().all("anthropic-beta"))
        .containsExactly("mine," + BlockBinding.BETA);
    assertThat(fixture.metrics.text())
        .contains("compresh_thinking_refused_total{provider=\"anthropic\"} 1.0");
  }

  @Test
  void aSecondRefusal_isTheClients() {
    Forward forward = client.send(fixture);
    Retry retry = retry(forward, refused("messages.9.content.0"));
    assertThat(forward.attempts().inspectsBody(retry.attempt(), 400)).isFalse();
    assertThat(forward.attempts().after(retry.attempt(), refused("messages.1.content.0"))).isNull();
    assertThat(forward.attempts().after(retry.attempt(), answered(400))).isNull();
    assertThat(fixture.metrics.text())
        .contains("compresh_thinking_refused_total{provider=\"anthropic\"} 1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TAMPERED, "{\"error\":{\"message\":\"max_tokens: too large\"}}", "", "no"})
  void otherErrors_areTheClients(String body) {
    Forward forward = client.send(fixture);
    Attempt first = forward.attempts().first();
    AttemptResult result = new AttemptResult.Inspected(400, Headers.NONE, body.getBytes(UTF_8));
    assertThat(forward.attempts().after(first, result)).isNull();
    assertThat(forward.attempts().after(first, answered(400))).isNull();
    assertThat(fixture.metrics.text()).doesNotContain("compresh_thinking_refused_total{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "drop_block"})
  void whatTheClientAsksFor_isLeftAlone(String behavior) {
    client.thinking(
        "{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'" + behavior + "'}}");
    Forward forward = client.send(fixture);
    Attempt first = forward.attempts().first();
    assertThat(forward.attempts().inspectsBody(first, 400)).isFalse();
    assertThat(forward.attempts().after(first, refused("messages.9.content.0"))).isNull();
    assertThat(text(first)).contains("\"" + behavior + "\"");
    assertThat(first.headers().first("anthropic-beta")).isNull();
  }

  @Test
  void whereThinkingIsOff_nothingIsDropped() {
    client.thinking("{'type':'disabled'}");
    Forward forward = client.send(fixture);
    assertThat(forward.attempts().inspectsBody(forward.attempts().first(), 400)).isFalse();
  }

  @Test
  void aCountOfTokens_isTriedOnceMoreAsWell() {
    Forward forward = client.count(fixture);
    Retry retry = retry(forward, refused("messages.1.content.0"));
    assertThat(retry.attempt().path()).isEqualTo("/v1/messages/count_tokens");
    assertThat(text(retry.attempt())).contains(DROP);
    forward.attempts().recorded(retry.attempt(), 200).toCompletableFuture().join();

    Attempt next = client.send(fixture).attempts().first();
    assertThat(text(next)).contains(DROP);
    assertThat(blocks(next.body())).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1", ""})
  void laterRequests_leaveTheVoidBlocksOut_andKeepTheRest(String session) {
    client.session(session);
    Forward forward = client.send(fixture);
    String failed = vendor.mismatches(forward.attempts().first().body()).getFirst();
    assertThat(failed).isEqualTo("messages.3.content.0");
    Attempt second = retry(forward, refused(failed)).attempt();
    recorded(forward, second);
    client.answer(vendor.think(vendor.dropped(second.body())));

    // The blocks before the first that failed. The one made since may be bound to those dropped.
    Attempt next = client.send(fixture).attempts().first();
    assertThat(blocks(next.body())).isEqualTo(1);
    assertThat(vendor.mismatches(next.body())).isEmpty();
    assertThat(text(next)).contains(DROP);
    assertThat(next.headers().first("anthropic-beta")).isEqualTo(BlockBinding.BETA);

    client.answer(vendor.think(next.body()));
    for (int i = 0; i < 3; i++) {
      byte[] body = client.turn(fixture);
      assertThat(blocks(body)).isEqualTo(2 + i);
      assertThat(new String(body, UTF_8)).contains(DROP);
    }
  }

  @Test
  void aRefusalThatNamesNoPlace_voidsAllBlocks() {
    Forward forward = client.send(fixture);
    recorded(forward, retry(forward, refused("a block")).attempt());
    assertThat(blocks(client.send(fixture).attempts().first().body())).isZero();
  }

  @Test
  void aRetryThatFails_stillLeavesTheBlocksOutLater() {
    Forward forward = client.send(fixture);
    Retry retry = retry(forward, refused("messages.9.content.0"));
    assertThat(forward.attempts().after(retry.attempt(), answered(500))).isNull();
    forward.attempts().recorded(retry.attempt(), 500).toCompletableFuture().join();
    Attempt next = client.send(fixture).attempts().first();
    assertThat(blocks(next.body())).isEqualTo(4);
    assertThat(text(next)).contains(DROP);
  }

  @Test
  void anotherConversationOfTheSession_isLeftAlone() {
    Forward forward = client.send(fixture);
    recorded(forward, retry(forward, refused("messages.9.content.0")).attempt());
    ThinkingClient other = new ThinkingClient(vendor).ask("Something else.");
    other.turn(fixture);
    assertThat(text(other.send(fixture).attempts().first())).doesNotContain(DROP);
  }

  /** An older model may know nothing of the field, and checks nothing. */
  @Test
  void anOlderModel_isNotAskedToDropBlocks() {
    Forward forward = client.send(fixture);
    recorded(forward, retry(forward, refused("messages.9.content.0")).attempt());
    Attempt next = client.model("claude-sonnet-4-5").send(fixture).attempts().first();
    assertThat(text(next)).doesNotContain("block_binding");
    assertThat(next.headers().first("anthropic-beta")).isNull();
    assertThat(text(client.model(ThinkingClient.OPUS).send(fixture).attempts().first()))
        .contains(DROP);
  }
}
