package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.blocks;
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
  private final PipelineFixture.PipelineSetup pipelineSetup =
      PipelineFixture.PipelineSetup.plain().layers(ThinkingClient.LAYERS).sent(ledger);

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

  private byte[] sent(PipelineFixture pipelineFixture, String... headers) {
    return client.send(pipelineFixture, headers).attempts().first().body();
  }

  private void shorter(byte[] sent) {
    assertThat(sent.length).isLessThan(client.body().length() - 1_000);
  }

  @Test
  void theSameRequestAgain_goesOutAlike_andNothingIsWritten() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(7, pipelineFixture);
      byte[] first = sent(pipelineFixture);
      int written = ledger.written.get();
      shorter(first);
      assertThat(sent(pipelineFixture)).isEqualTo(first);
      assertThat(sent(pipelineFixture, "x-compresh-mode", "lossless")).isEqualTo(first);
      assertThat(sent(pipelineFixture, "x-compresh-mode", "off")).isEqualTo(first);
      assertThat(client.count(pipelineFixture).attempts().first().body()).isEqualTo(first);
      assertThat(ledger.written).hasValue(written);
    }
  }

  @Test
  void oneEntryIsWrittenForEachTurn_andTheStoreIsNotAskedAgain() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(7, pipelineFixture);
      assertThat(ledger.written).hasValue(7);
      assertThat(ledger.refreshed).hasValue(0);
    }
  }

  @Test
  void aCountOfTokens_isNotWritten() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.count(pipelineFixture);
      client.turns(6, pipelineFixture);
      int written = ledger.written.get();
      client.count(pipelineFixture);
      assertThat(ledger.written).hasValue(written);
      client.turn(pipelineFixture);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "lossless", "max"})
  void anotherMode_changesOnlyWhatIsNew(String mode) {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(8, pipelineFixture);
      byte[] last = {};
      for (int i = 0; i < 3; i++) {
        last = client.turn(pipelineFixture, "x-compresh-mode", mode);
      }
      shorter(last);
      assertThat(blocks(last)).isEqualTo(10);
      last = client.turn(pipelineFixture);
      assertThat(blocks(last)).isEqualTo(11);
    }
  }

  @Test
  void firstOffThenOn_leavesAloneWhatWentOut() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(8, pipelineFixture, "x-compresh-mode", "off");
      int raw = client.body().length();
      byte[] first = client.turn(pipelineFixture);
      assertThat(first.length).isGreaterThan(raw - 3_000);
      client.turns(3, pipelineFixture);
      shorter(sent(pipelineFixture));
    }
  }

  @Test
  void twoInstancesInTurn_sendTheSame() {
    try (PipelineFixture one = pipelineSetup.in(folder.resolve("one"));
        PipelineFixture two = pipelineSetup.in(folder.resolve("two"))) {
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
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder.resolve("one"))) {
      client.turns(8, pipelineFixture);
      last = sent(pipelineFixture);
    }
    try (PipelineFixture pipelineFixture =
        pipelineSetup.mode("lossless").in(folder.resolve("two"))) {
      assertThat(sent(pipelineFixture)).isEqualTo(last);
      client.turns(3, pipelineFixture);
    }
  }

  @Test
  void aLedgerThatIsFull_costsNoAnswer_andNoByte() {
    ledger.fails = true;
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      for (int i = 0; i < 10; i++) {
        ForwardRequest forwardRequest = client.send(pipelineFixture);
        ProviderAttempt providerAttempt = forwardRequest.attempts().first();
        assertThat(vendor.mismatches(providerAttempt.body())).isEmpty();
        assertThat(forwardRequest.attempts().recorded(providerAttempt, 200).toCompletableFuture())
            .isCompletedExceptionally();
        client.answer(vendor.think(providerAttempt.body()));
      }
      shorter(sent(pipelineFixture));
    }
  }

  @Test
  void aLedgerThatIsFull_heals() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(6, pipelineFixture);
      ledger.fails = true;
      ProviderAttempt providerAttempt = client.send(pipelineFixture).attempts().first();
      client.answer(vendor.think(providerAttempt.body()));
      ledger.fails = false;
      client.turns(3, pipelineFixture);
    }
  }

  @Test
  void aRequestThatIsRefusedHere_isNotWritten() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(6, pipelineFixture);
      int written = ledger.written.get();
      pipelineFixture.refused(ThinkingClient.PATH, client.body(), "x-compresh-mode", "none");
      pipelineFixture.refused(ThinkingClient.PATH, client.body().replace("claude-opus-5-5", ""));
      assertThat(ledger.written).hasValue(written);
    }
  }

  @Test
  void branches_keepWhatTheySent() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(7, pipelineFixture);
      byte[] first = sent(pipelineFixture);
      var kept = List.copyOf(client.history);
      client.turns(2, pipelineFixture);
      client.history.clear();
      client.history.addAll(kept.subList(0, 9));
      client.ask("Or rather another way.");
      client.turns(2, pipelineFixture);
      client.history.clear();
      client.history.addAll(kept);
      assertThat(sent(pipelineFixture)).isEqualTo(first);
    }
  }

  @Test
  void anOlderModel_isNotWrittenDown_andTheStoreIsNotAskedAtEveryTurn() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.model("claude-sonnet-4-5");
      for (int i = 0; i < 5; i++) {
        ProviderAttempt providerAttempt = client.send(pipelineFixture).attempts().first();
        client.answer(vendor.think(providerAttempt.body()));
      }
      assertThat(ledger.written).hasValue(0);
      assertThat(ledger.refreshed).hasValue(0);
    }
  }

  @Test
  void anOlderModelInBetween_getsWhatWasSent() {
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder)) {
      client.turns(7, pipelineFixture);
      byte[] before = sent(pipelineFixture);
      client.model("claude-sonnet-4-5");
      assertThat(new String(sent(pipelineFixture), UTF_8))
          .isEqualTo(new String(before, UTF_8).replace("claude-opus-5-5", "claude-sonnet-4-5"));
      client.model(ThinkingClient.OPUS).turns(3, pipelineFixture);
    }
  }
}
