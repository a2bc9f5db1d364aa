package dev.compresh.pipeline;

import static dev.compresh.pipeline.ThinkingClient.answered;
import static dev.compresh.pipeline.ThinkingClient.blocks;
import static dev.compresh.pipeline.ThinkingClient.refused;
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
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = ordered("one", "two");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Fixture ordered(String first, String second) {
    return fixture(
        first + second, new RouteTarget(first, null, 0, 1), new RouteTarget(second, null, 1, 1));
  }

  private Fixture fixture(String name, RouteTarget... targets) {
    return Fixture.Setup.plain()
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
    fixture.close();
    fixture = ordered(first, second);
  }

  private static String provider(Attempt attempt) {
    return attempt.target().provider();
  }

  private String asked() {
    return provider(client.send(fixture).attempts().first());
  }

  private static Attempt next(Forward forward, Attempt attempt, AttemptResult result) {
    return Objects.requireNonNull(forward.attempts().after(attempt, result)).attempt();
  }

  private void answer(Forward forward, Attempt attempt) {
    assertThat(vendor.mismatches(attempt.body())).isEmpty();
    assertThat(forward.attempts().after(attempt, answered(200))).isNull();
    forward.attempts().recorded(attempt, 200).toCompletableFuture().join();
    client.answer(vendor.think(attempt.body()));
  }

  @Test
  void theOneThatAnswered_isAskedAgain_whateverTheOrder() {
    client.turns(3, fixture);
    restart("two", "one");
    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(fixture))).isEqualTo(3);
  }

  @Test
  void byWeights_conversationsStayWhereTheyAre() {
    fixture.close();
    fixture = fixture("w", new RouteTarget("one", null, 0, 1), new RouteTarget("two", null, 0, 1));
    for (int i = 0; i < 8; i++) {
      ThinkingClient some = new ThinkingClient(vendor).session("w" + i);
      String first = provider(some.send(fixture).attempts().first());
      for (int turn = 0; turn < 3; turn++) {
        assertThat(provider(some.send(fixture).attempts().first())).isEqualTo(first);
        some.turn(fixture);
      }
    }
  }

  @Test
  void aFallback_goesWithoutThinking_andTheConversationStaysThere() {
    client.turns(3, fixture);
    Forward forward = client.send(fixture);
    assertThat(blocks(forward.attempts().first().body())).isEqualTo(3);
    Attempt second = next(forward, forward.attempts().first(), BUSY);
    assertThat(provider(second)).isEqualTo("two");
    assertThat(blocks(second.body())).isZero();
    assertThat(second.headers().first("x-api-key")).isEqualTo("sk-two");
    answer(forward, second);

    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(fixture))).isEqualTo(1);
    // The first one is well again.
    restart("one", "two");
    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(fixture))).isEqualTo(2);
    assertThat(blocks(client.turn(fixture))).isEqualTo(3);
  }

  @Test
  void textsGoToTheFallback_asTheyWentOutBefore() {
    client.turns(7, fixture);
    Forward forward = client.send(fixture);
    byte[] first = forward.attempts().first().body();
    Attempt second = next(forward, forward.attempts().first(), BUSY);
    String bare = new String(first, UTF_8).replaceAll("\\{\"type\":\"thinking\"[^}]*},", "");
    assertThat(new String(second.body(), UTF_8)).isEqualTo(bare);
    assertThat(second.body().length).isLessThan(client.body().length() - 1_000);
  }

  @Test
  void whereBothFail_theFirstStillHasItsThinking() {
    client.turns(3, fixture);
    Forward forward = client.send(fixture);
    Attempt second = next(forward, forward.attempts().first(), answered(529));
    assertThat(forward.attempts().after(second, BUSY)).isNull();
    forward.attempts().recorded(second, 529).toCompletableFuture().join();

    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(fixture))).isEqualTo(3);
  }

  /** The other one was asked first since this one cooled down, and what it got was kept. */
  @Test
  void whereAllFailWhileItCoolsDown_itsThinkingIsThereLater() {
    client.turns(3, fixture);
    Forward forward = client.send(fixture);
    Attempt second = next(forward, forward.attempts().first(), BUSY);
    assertThat(forward.attempts().after(second, BUSY)).isNull();

    Forward cooling = client.send(fixture);
    Attempt first = cooling.attempts().first();
    assertThat(blocks(first.body())).isEqualTo(provider(first).equals("one") ? 3 : 0);
    Attempt last = next(cooling, first, answered(529));
    assertThat(cooling.attempts().after(last, answered(529))).isNull();
    cooling.attempts().recorded(last, 529).toCompletableFuture().join();

    restart("one", "two");
    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(fixture))).isEqualTo(3);
  }

  @Test
  void whileItCoolsDown_theOtherOneIsAsked_withoutThinking() {
    client.turns(2, fixture);
    Forward forward = client.send(fixture);
    next(forward, forward.attempts().first(), BUSY); // and nobody waits for the second
    Forward cooling = client.send(fixture);
    Attempt first = cooling.attempts().first();
    assertThat(provider(first)).isEqualTo("two");
    assertThat(blocks(first.body())).isZero();
    answer(cooling, first);
    restart("one", "two");
    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(fixture))).isEqualTo(1);
  }

  @Test
  void whileItCoolsDown_anErrorOfTheOther_changesNothing() {
    client.turns(2, fixture);
    Forward forward = client.send(fixture);
    next(forward, forward.attempts().first(), BUSY);
    Forward cooling = client.send(fixture);
    Attempt first = cooling.attempts().first();
    assertThat(cooling.attempts().after(first, answered(400))).isNull();
    cooling.attempts().recorded(first, 400).toCompletableFuture().join();
    restart("one", "two");
    assertThat(asked()).isEqualTo("one");
    assertThat(blocks(client.turn(fixture))).isEqualTo(2);
  }

  @Test
  void anAnswerToTheSameRequestAgain_movesTheConversation() {
    ThinkingClient plain = new ThinkingClient(vendor).session("s2");
    Forward first = plain.send(fixture);
    first.attempts().recorded(first.attempts().first(), 200).toCompletableFuture().join();
    // The client asks the same again, and the first one is busy now.
    Forward again = plain.send(fixture);
    Attempt second = next(again, again.attempts().first(), BUSY);
    again.attempts().recorded(second, 200).toCompletableFuture().join();
    plain.answer(vendor.think(second.body()));
    restart("one", "two");
    Attempt next = plain.send(fixture).attempts().first();
    assertThat(provider(next)).isEqualTo("two");
    assertThat(blocks(next.body())).isEqualTo(1);
  }

  @Test
  void aShortPauseAfterARefusal_keepsTheBlocksDropped() {
    client.turns(3, fixture);
    Forward forward = client.send(fixture);
    Attempt dropping = next(forward, forward.attempts().first(), refused("messages.3.content.0"));
    Attempt waited = next(forward, dropping, SOON);
    assertThat(provider(waited)).isEqualTo("one");
    assertThat(new String(waited.body(), UTF_8)).contains("\"drop_block\"");
    Attempt other = next(forward, waited, BUSY);
    assertThat(provider(other)).isEqualTo("two");
    assertThat(blocks(other.body())).isZero();
    assertThat(new String(other.body(), UTF_8)).doesNotContain("drop_block");
    answer(forward, other);
    assertThat(asked()).isEqualTo("two");
    assertThat(blocks(client.turn(fixture))).isEqualTo(1);
  }

  @Test
  void aCountOfTokens_goesToTheSameAccount() {
    client.turns(2, fixture);
    restart("two", "one");
    Attempt count = client.count(fixture).attempts().first();
    assertThat(provider(count)).isEqualTo("one");
    assertThat(blocks(count.body())).isEqualTo(2);
  }
}
