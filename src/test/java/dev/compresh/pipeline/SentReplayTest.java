package dev.compresh.pipeline;

import static dev.compresh.pipeline.ThinkingClient.blocks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.session.sent.SentSegment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was sent goes out again, whoever serves it, however it is asked for. */
class SentReplayTest {
  @TempDir Path folder;
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor);
  private final CountingLedger ledger = new CountingLedger();
  private final Fixture.Setup setup =
      Fixture.Setup.plain().layers(ThinkingClient.LAYERS).sent(ledger);

  /** Counts what is written and how often the store is asked. */
  private static final class CountingLedger implements SentLedger {
    private final SentLedger ledger =
        new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT);
    final AtomicInteger written = new AtomicInteger();
    final AtomicInteger refreshed = new AtomicInteger();
    volatile boolean fails;

    @Override
    public List<SentSegment> entries(SessionKey session, boolean fresh) {
      refreshed.addAndGet(fresh ? 1 : 0);
      return ledger.entries(session, fresh);
    }

    @Override
    public CompletableFuture<Void> append(SessionKey session, byte[] content) {
      written.incrementAndGet();
      return fails
          ? CompletableFuture.failedFuture(new IllegalStateException("disk full"))
          : ledger.append(session, content);
    }

    @Override
    public long failures() {
      return 0;
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public void close() {}
  }

  private byte[] sent(Fixture fixture, String... headers) {
    return client.send(fixture, headers).attempts().first().body();
  }

  private void shorter(byte[] sent) {
    assertThat(sent.length).isLessThan(client.body().length() - 1_000);
  }

  @Test
  void theSameRequestAgain_goesOutAlike_andNothingIsWritten() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(7, fixture);
      byte[] first = sent(fixture);
      int written = ledger.written.get();
      shorter(first);
      assertThat(sent(fixture)).isEqualTo(first);
      assertThat(sent(fixture, "x-compresh-mode", "lossless")).isEqualTo(first);
      assertThat(sent(fixture, "x-compresh-mode", "off")).isEqualTo(first);
      assertThat(client.count(fixture).attempts().first().body()).isEqualTo(first);
      assertThat(ledger.written).hasValue(written);
    }
  }

  @Test
  void oneEntryIsWrittenForEachTurn_andTheStoreIsNotAskedAgain() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(7, fixture);
      assertThat(ledger.written).hasValue(7);
      assertThat(ledger.refreshed).hasValue(0);
    }
  }

  @Test
  void aCountOfTokens_isNotWritten() {
    try (Fixture fixture = setup.in(folder)) {
      client.count(fixture);
      client.turns(6, fixture);
      int written = ledger.written.get();
      client.count(fixture);
      assertThat(ledger.written).hasValue(written);
      client.turn(fixture);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "lossless", "max"})
  void anotherMode_changesOnlyWhatIsNew(String mode) {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(8, fixture);
      byte[] last = {};
      for (int i = 0; i < 3; i++) {
        last = client.turn(fixture, "x-compresh-mode", mode);
      }
      shorter(last);
      assertThat(blocks(last)).isEqualTo(10);
      last = client.turn(fixture);
      assertThat(blocks(last)).isEqualTo(11);
    }
  }

  @Test
  void firstOffThenOn_leavesAloneWhatWentOut() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(8, fixture, "x-compresh-mode", "off");
      int raw = client.body().length();
      byte[] first = client.turn(fixture);
      assertThat(first.length).isGreaterThan(raw - 3_000);
      client.turns(3, fixture);
      shorter(sent(fixture));
    }
  }

  @Test
  void twoInstancesInTurn_sendTheSame() {
    try (Fixture one = setup.in(folder.resolve("one"));
        Fixture two = setup.in(folder.resolve("two"))) {
      for (int i = 0; i < 12; i++) {
        byte[] body = client.turn(i % 2 == 0 ? one : two);
        assertThat(blocks(body)).isEqualTo(i);
      }
      shorter(sent(one));
      assertThat(sent(one)).isEqualTo(sent(two));
      assertThat(ledger.refreshed.get()).isPositive();
    }
  }

  @Test
  void anInstanceThatStartsLater_goesOnAsTheFirst() {
    byte[] last;
    try (Fixture fixture = setup.in(folder.resolve("one"))) {
      client.turns(8, fixture);
      last = sent(fixture);
    }
    try (Fixture fixture = setup.mode("lossless").in(folder.resolve("two"))) {
      assertThat(sent(fixture)).isEqualTo(last);
      client.turns(3, fixture);
    }
  }

  @Test
  void aLedgerThatIsFull_costsNoAnswer_andNoByte() {
    ledger.fails = true;
    try (Fixture fixture = setup.in(folder)) {
      for (int i = 0; i < 10; i++) {
        Forward forward = client.send(fixture);
        Attempt attempt = forward.attempts().first();
        assertThat(vendor.mismatches(attempt.body())).isEmpty();
        assertThat(forward.attempts().recorded(attempt, 200).toCompletableFuture())
            .isCompletedExceptionally();
        client.answer(vendor.think(attempt.body()));
      }
      shorter(sent(fixture));
    }
  }

  @Test
  void aLedgerThatIsFull_heals() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(6, fixture);
      ledger.fails = true;
      Attempt attempt = client.send(fixture).attempts().first();
      client.answer(vendor.think(attempt.body()));
      ledger.fails = false;
      client.turns(3, fixture);
    }
  }

  @Test
  void aRequestThatIsRefusedHere_isNotWritten() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(6, fixture);
      int written = ledger.written.get();
      fixture.refused(ThinkingClient.PATH, client.body(), "x-compresh-mode", "none");
      fixture.refused(ThinkingClient.PATH, client.body().replace("claude-opus-5-5", ""));
      assertThat(ledger.written).hasValue(written);
    }
  }

  @Test
  void branches_keepWhatTheySent() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(7, fixture);
      byte[] first = sent(fixture);
      var kept = List.copyOf(client.history);
      client.turns(2, fixture);
      client.history.clear();
      client.history.addAll(kept.subList(0, 9));
      client.ask("Or rather another way.");
      client.turns(2, fixture);
      client.history.clear();
      client.history.addAll(kept);
      assertThat(sent(fixture)).isEqualTo(first);
    }
  }

  @Test
  void anOlderModel_isNotWrittenDown_andTheStoreIsNotAskedAtEveryTurn() {
    try (Fixture fixture = setup.in(folder)) {
      client.model("claude-sonnet-4-5");
      for (int i = 0; i < 5; i++) {
        Attempt attempt = client.send(fixture).attempts().first();
        client.answer(vendor.think(attempt.body()));
      }
      assertThat(ledger.written).hasValue(0);
      assertThat(ledger.refreshed).hasValue(0);
    }
  }

  @Test
  void anOlderModelInBetween_getsWhatWasSent() {
    try (Fixture fixture = setup.in(folder)) {
      client.turns(7, fixture);
      byte[] before = sent(fixture);
      client.model("claude-sonnet-4-5");
      assertThat(new String(sent(fixture), UTF_8))
          .isEqualTo(new String(before, UTF_8).replace("claude-opus-5-5", "claude-sonnet-4-5"));
      client.model(ThinkingClient.OPUS).turns(3, fixture);
    }
  }
}
