package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.answered;
import static dev.compresh.proxy.ThinkingClient.blocks;
import static dev.compresh.proxy.ThinkingClient.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.Secret;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation stays with the account that answered it; another one gets no thinking. */
class ThinkingAccountsTest {
  private static final AttemptResult BUSY = answered(529, "retry-after", "300");
  private static final AttemptResult SOON = answered(429, "retry-after", "1");

  @TempDir Path folder;
  private final SentLedger ledger =
      new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT);
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor);
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture = ordered("one", "two");
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  private PipelineFixture ordered(String first, String second) {
    return fixture(
        first + second, new RouteTarget(first, null, 0, 1), new RouteTarget(second, null, 1, 1));
  }

  private PipelineFixture fixture(String name, RouteTarget... targets) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(ledger)
        .providers(
            ProviderConfig.of("one", "anthropic", null, new Secret("sk-one")),
            ProviderConfig.of("two", "anthropic", null, new Secret("sk-two")))
        .rules(false, new RouteRule("claude-*", List.of(targets)))
        .in(folder.resolve(name));
  }

  /** Another instance of the program, which knows of no trouble. */
  private void restart(String first, String second) {
    pipelineFixture.close();
    pipelineFixture = ordered(first, second);
  }

  private static String provider(ProviderAttempt providerAttempt) {
    return providerAttempt.target().provider();
  }

  private String asked() {
    return provider(client.send(pipelineFixture).attempts().first());
  }

  private static ProviderAttempt next(
      ForwardRequest forwardRequest, ProviderAttempt providerAttempt, AttemptResult result) {
    return Objects.requireNonNull(forwardRequest.attempts().next(providerAttempt, result))
        .attempt();
  }

  private void answer(ForwardRequest forwardRequest, ProviderAttempt providerAttempt) {
    assertThat(vendor.mismatches(providerAttempt.body())).isEmpty();
    assertThat(forwardRequest.attempts().next(providerAttempt, answered(200))).isNull();
    forwardRequest.attempts().recorded(providerAttempt, 200).toCompletableFuture().join();
    client.answer(vendor.think(providerAttempt.body()));
  }

  @Test
  void theOneThatAnswered_isAskedAgain_whateverTheOrder() {
    client.turns(3, pipelineFixture);
    restart("two", "one");
    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(3);
  }

  @Test
  void byWeights_conversationsStayWhereTheyAre() {
    pipelineFixture.close();
    pipelineFixture =
        fixture("w", new RouteTarget("one", null, 0, 1), new RouteTarget("two", null, 0, 1));
    for (int i = 0; i < 8; i++) {
      ThinkingClient some = new ThinkingClient(vendor).session("w" + i);
      String first = provider(some.send(pipelineFixture).attempts().first());
      for (int turn = 0; turn < 3; turn++) {
        assertThat(provider(some.send(pipelineFixture).attempts().first())).isEqualTo(first);
        some.turn(pipelineFixture);
      }
    }
  }

  @Test
  void aFallback_goesWithoutThinking_andTheConversationStaysThere() {
    client.turns(3, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    assertThat(blocks(forwardRequest.attempts().first().body())).isEqualTo(3);
    ProviderAttempt second = next(forwardRequest, forwardRequest.attempts().first(), BUSY);
    assertThat(provider(second)).isEqualTo("two");
    assertThat(blocks(second.body())).isZero();
    assertThat(second.headers().first("x-api-key")).isEqualTo("sk-two");
    answer(forwardRequest, second);

    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(1);
    // The first one is well again.
    restart("one", "two");
    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(2);
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(3);
  }

  @Test
  void textsGoToTheFallback_asTheyWentOutBefore() {
    client.turns(7, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    byte[] first = forwardRequest.attempts().first().body();
    ProviderAttempt second = next(forwardRequest, forwardRequest.attempts().first(), BUSY);
    String bare = new String(first, UTF_8).replaceAll("\\{\"type\":\"thinking\"[^}]*},", "");
    assertThat(new String(second.body(), UTF_8)).isEqualTo(bare);
    assertThat(second.body().length).isLessThan(client.body().length() - 1_000);
  }

  @Test
  void whereBothFail_theFirstStillHasItsThinking() {
    client.turns(3, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt second = next(forwardRequest, forwardRequest.attempts().first(), answered(529));
    assertThat(forwardRequest.attempts().next(second, BUSY)).isNull();
    forwardRequest.attempts().recorded(second, 529).toCompletableFuture().join();

    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(3);
  }

  /** The other one was asked first since this one cooled down, and what it got was kept. */
  @Test
  void whereAllFailWhileItCoolsDown_itsThinkingIsThereLater() {
    client.turns(3, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt second = next(forwardRequest, forwardRequest.attempts().first(), BUSY);
    assertThat(forwardRequest.attempts().next(second, BUSY)).isNull();

    ForwardRequest cooling = client.send(pipelineFixture);
    ProviderAttempt first = cooling.attempts().first();
    assertThat(blocks(first.body())).isEqualTo(provider(first).equals("one") ? 3 : 0);
    ProviderAttempt last = next(cooling, first, answered(529));
    assertThat(cooling.attempts().next(last, answered(529))).isNull();
    cooling.attempts().recorded(last, 529).toCompletableFuture().join();

    restart("one", "two");
    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(3);
  }

  @Test
  void whileItCoolsDown_theOtherOneIsAsked_withoutThinking() {
    client.turns(2, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    next(
        forwardRequest, forwardRequest.attempts().first(), BUSY); // and nobody waits for the second
    ForwardRequest cooling = client.send(pipelineFixture);
    ProviderAttempt first = cooling.attempts().first();
    assertThat(provider(first)).isEqualTo("two");
    assertThat(blocks(first.body())).isZero();
    answer(cooling, first);
    restart("one", "two");
    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(1);
  }

  @Test
  void whileItCoolsDown_anErrorOfTheOther_changesNothing() {
    client.turns(2, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    next(forwardRequest, forwardRequest.attempts().first(), BUSY);
    ForwardRequest cooling = client.send(pipelineFixture);
    ProviderAttempt first = cooling.attempts().first();
    assertThat(cooling.attempts().next(first, answered(400))).isNull();
    cooling.attempts().recorded(first, 400).toCompletableFuture().join();
    restart("one", "two");
    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(2);
  }

  @Test
  void anAnswerToTheSameRequestAgain_movesTheConversation() {
    ThinkingClient plain = new ThinkingClient(vendor).session("s2");
    ForwardRequest first = plain.send(pipelineFixture);
    first.attempts().recorded(first.attempts().first(), 200).toCompletableFuture().join();
    // The client asks the same again, and the first one is busy now.
    ForwardRequest again = plain.send(pipelineFixture);
    ProviderAttempt second = next(again, again.attempts().first(), BUSY);
    again.attempts().recorded(second, 200).toCompletableFuture().join();
    plain.answer(vendor.think(second.body()));
    restart("one", "two");
    ProviderAttempt next = plain.send(pipelineFixture).attempts().first();
    assertThat(provider(next)).isEqualTo("two");
    assertThat(blocks(next.body())).isEqualTo(1);
  }

  @Test
  void aShortPauseAfterARefusal_keepsTheBlocksDropped() {
    client.turns(3, pipelineFixture);
    ForwardRequest forwardRequest = client.send(pipelineFixture);
    ProviderAttempt dropping =
        next(forwardRequest, forwardRequest.attempts().first(), refused("messages.3.content.0"));
    ProviderAttempt waited = next(forwardRequest, dropping, SOON);
    assertThat(provider(waited)).isEqualTo("one");
    assertThat(new String(waited.body(), UTF_8)).contains("\"drop_block\"");
    ProviderAttempt other = next(forwardRequest, waited, BUSY);
    assertThat(provider(other)).isEqualTo("two");
    assertThat(blocks(other.body())).isZero();
    assertThat(new String(other.body(), UTF_8)).doesNotContain("drop_block");
    answer(forwardRequest, other);
    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(1);
  }

  @Test
  void aCountOfTokens_goesToTheSameAccount() {
    client.turns(2, pipelineFixture);
    restart("two", "one");
    ProviderAttempt count = client.count(pipelineFixture).attempts().first();
    assertThat(provider(count)).isEqualTo("one");
    assertThat(blocks(count.body())).isEqualTo(2);
  }
}
