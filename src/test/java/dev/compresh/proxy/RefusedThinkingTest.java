package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.answered;
import static dev.compresh.proxy.ThinkingClient.blocks;
import static dev.compresh.proxy.ThinkingClient.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.BlockBinding;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AttemptSequence.NextAttempt;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLimits;
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
  private PipelineFixture pipelineFixture;

  /** Seven turns, of which the later ones were compressed; then the ledger is lost. */
  @BeforeEach
  void lose() {
    pipelineFixture = fixture("a");
    client.turns(7, pipelineFixture);
    pipelineFixture.close();
    pipelineFixture = fixture("b");
  }

  private PipelineFixture fixture(String name) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT))
        .in(folder.resolve(name));
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  private static String text(ProviderAttempt providerAttempt) {
    return new String(providerAttempt.body(), UTF_8);
  }

  private static NextAttempt retry(ForwardRequest forwardRequest, AttemptResult result) {
    ProviderAttempt first = forwardRequest.attempts().first();
    return Objects.requireNonNull(forwardRequest.attempts().next(first, result), "not tried again");
  }

  private static void recorded(ForwardRequest forwardRequest, ProviderAttempt providerAttempt) {
    assertThat(forwardRequest.attempts().next(providerAttempt, answered(200))).isNull();
    forwardRequest.attempts().recorded(providerAttempt, 200).toCompletableFuture().join();
  }

  @Test
  void aRefusal_isTriedOnceMore_withBlocksDropped() {
    ForwardRequest forwardRequest = client.send(pipelineFixture, "anthropic-beta", "mine");
    ProviderAttempt first = forwardRequest.attempts().first();
    assertThat(vendor.mismatches(first.body())).isNotEmpty();
    assertThat(forwardRequest.attempts().inspectsBody(first, 400)).isTrue();
    assertThat(forwardRequest.attempts().inspectsBody(first, 500)).isFalse();
    assertThat(text(first)).doesNotContain(DROP);

    NextAttempt nextAttempt = retry(forwardRequest, refused("messages.9.content.0"));

    assertThat(nextAttempt.pause()).isZero();
    assertThat(nextAttempt.attempt().candidate()).isZero();
    assertThat(nextAttempt.attempt().target()).isEqualTo(first.target());
    assertThat(text(nextAttempt.attempt()))
        .isEqualTo(
            text(first)
                .replaceAll(
                    "}$",
                    ",\"thinking\":{\"type\":\"adaptive\",\"block_binding\":{" + DROP + "}}}"));
    assertThat(nextAttempt.attempt().headers().all("anthropic-beta"))
        .containsExactly("mine," + BlockBinding.BETA);
    assertThat(pipelineFixture.metrics.text())
        .contains("compresh_thinking_refused_total{provider=\"anthropic\"} 1.0");
  }

  @Test
  void aSecondRefusal_isTheClients() {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    NextAttempt nextAttempt = retry(forwardRequest, refused("messages.9.content.0"));
    assertThat(forwardRequest.attempts().inspectsBody(nextAttempt.attempt(), 400)).isFalse();
    assertThat(
            forwardRequest.attempts().next(nextAttempt.attempt(), refused("messages.1.content.0")))
        .isNull();
    assertThat(forwardRequest.attempts().next(nextAttempt.attempt(), answered(400))).isNull();
    assertThat(pipelineFixture.metrics.text())
        .contains("compresh_thinking_refused_total{provider=\"anthropic\"} 1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TAMPERED, "{\"error\":{\"message\":\"max_tokens: too large\"}}", "", "no"})
  void otherErrors_areTheClients(String body) {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt first = forwardRequest.attempts().first();
    AttemptResult result =
        new AttemptResult.AttemptInspected(400, Headers.NONE, body.getBytes(UTF_8));
    assertThat(forwardRequest.attempts().next(first, result)).isNull();
    assertThat(forwardRequest.attempts().next(first, answered(400))).isNull();
    assertThat(pipelineFixture.metrics.text()).doesNotContain("compresh_thinking_refused_total{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "drop_block"})
  void whatTheClientAsksFor_isLeftAlone(String behavior) {
    client.thinking(
        "{'type':'adaptive','block_binding':{'prefix_mismatch_behavior':'" + behavior + "'}}");
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt first = forwardRequest.attempts().first();
    assertThat(forwardRequest.attempts().inspectsBody(first, 400)).isFalse();
    assertThat(forwardRequest.attempts().next(first, refused("messages.9.content.0"))).isNull();
    assertThat(text(first)).contains("\"" + behavior + "\"");
    assertThat(first.headers().first("anthropic-beta")).isNull();
  }

  @Test
  void whereThinkingIsOff_nothingIsDropped() {
    client.thinking("{'type':'disabled'}");
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    assertThat(forwardRequest.attempts().inspectsBody(forwardRequest.attempts().first(), 400))
        .isFalse();
  }

  @Test
  void aCountOfTokens_isTriedOnceMoreAsWell() {
    ForwardRequest forwardRequest = client.count(pipelineFixture);
    NextAttempt nextAttempt = retry(forwardRequest, refused("messages.1.content.0"));
    assertThat(nextAttempt.attempt().path()).isEqualTo("/v1/messages/count_tokens");
    assertThat(text(nextAttempt.attempt())).contains(DROP);
    forwardRequest.attempts().recorded(nextAttempt.attempt(), 200).toCompletableFuture().join();

    ProviderAttempt next = client.send(pipelineFixture).attempts().first();
    assertThat(text(next)).contains(DROP);
    assertThat(blocks(next.body())).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1", ""})
  void laterRequests_leaveTheVoidBlocksOut_andKeepTheRest(String session) {
    client.session(session);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    String failed = vendor.mismatches(forwardRequest.attempts().first().body()).getFirst();
    assertThat(failed).isEqualTo("messages.3.content.0");
    ProviderAttempt second = retry(forwardRequest, refused(failed)).attempt();
    recorded(forwardRequest, second);
    client.answer(vendor.think(vendor.dropped(second.body())));

    // The blocks before the first that failed. The one made since may be bound to those dropped.
    ProviderAttempt next = client.send(pipelineFixture).attempts().first();
    assertThat(blocks(next.body())).isEqualTo(1);
    assertThat(vendor.mismatches(next.body())).isEmpty();
    assertThat(text(next)).contains(DROP);
    assertThat(next.headers().first("anthropic-beta")).isEqualTo(BlockBinding.BETA);

    client.answer(vendor.think(next.body()));
    for (int i = 0; i < 3; i++) {
      byte[] body = client.turn(pipelineFixture);
      assertThat(blocks(body)).isEqualTo(2 + i);
      assertThat(new String(body, UTF_8)).contains(DROP);
    }
  }

  @Test
  void aRefusalThatNamesNoPlace_voidsAllBlocks() {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    recorded(forwardRequest, retry(forwardRequest, refused("a block")).attempt());
    assertThat(blocks(client.send(pipelineFixture).attempts().first().body())).isZero();
  }

  @Test
  void aRetryThatFails_stillLeavesTheBlocksOutLater() {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    NextAttempt nextAttempt = retry(forwardRequest, refused("messages.9.content.0"));
    assertThat(forwardRequest.attempts().next(nextAttempt.attempt(), answered(500))).isNull();
    forwardRequest.attempts().recorded(nextAttempt.attempt(), 500).toCompletableFuture().join();
    ProviderAttempt next = client.send(pipelineFixture).attempts().first();
    assertThat(blocks(next.body())).isEqualTo(4);
    assertThat(text(next)).contains(DROP);
  }

  @Test
  void anotherConversationOfTheSession_isLeftAlone() {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    recorded(forwardRequest, retry(forwardRequest, refused("messages.9.content.0")).attempt());
    ThinkingClient other = new ThinkingClient(vendor).ask("Something else.");
    other.turn(pipelineFixture);
    assertThat(text(other.send(pipelineFixture).attempts().first())).doesNotContain(DROP);
  }

  /** An older model may know nothing of the field, and checks nothing. */
  @Test
  void anOlderModel_isNotAskedToDropBlocks() {
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    recorded(forwardRequest, retry(forwardRequest, refused("messages.9.content.0")).attempt());
    ProviderAttempt next =
        client.model("claude-sonnet-4-5").send(pipelineFixture).attempts().first();
    assertThat(text(next)).doesNotContain("block_binding");
    assertThat(next.headers().first("anthropic-beta")).isNull();
    assertThat(text(client.model(ThinkingClient.OPUS).send(pipelineFixture).attempts().first()))
        .contains(DROP);
  }
}
