package dev.compresh.proxy;

import static dev.compresh.proxy.ThinkingClient.blocks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.EarlierTraffic.ServedState;
import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.session.sent.SentSegment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation of which no ledger is left goes on as its earlier requests went out. */
class LostLedgerTest {
  @TempDir Path folder;
  private final BindingProvider vendor = new BindingProvider();
  private final ThinkingClient client = new ThinkingClient(vendor);
  private final AtomicInteger asked = new AtomicInteger();

  private static SentLedger memory() {
    return new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT);
  }

  private PipelineFixture fixture(String name, ServedState servedState, SentLedger ledger) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(ledger)
        .earlier(
            _ -> {
              asked.incrementAndGet();
              return servedState;
            })
        .in(folder.resolve(name));
  }

  private void earlier(int turns, String mode) {
    try (PipelineFixture pipelineFixture = fixture("earlier", ServedState.RAW, memory())) {
      client.turns(turns, pipelineFixture, "x-compresh-mode", mode);
    }
    asked.set(0);
  }

  @Test
  void whatWentOutRaw_staysRaw_andWhatIsNewIsCompressed() {
    earlier(8, "off");
    try (PipelineFixture pipelineFixture = fixture("later", ServedState.RAW, memory())) {
      int raw = client.body().length();
      assertThat(client.turn(pipelineFixture).length).isGreaterThan(raw - 3_000);
      client.turns(4, pipelineFixture);
      byte[] sent = client.send(pipelineFixture).attempts().first().body();
      assertThat(blocks(sent)).isEqualTo(13);
      assertThat(sent.length).isLessThan(client.body().length() - 1_000);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatWentOutAsPlanned_isPlannedAgain() {
    earlier(9, "lossless");
    try (PipelineFixture pipelineFixture = fixture("later", ServedState.AS_PLANNED, memory())) {
      byte[] sent = client.turn(pipelineFixture, "x-compresh-mode", "lossless");
      assertThat(blocks(sent)).isEqualTo(9);
      assertThat(sent.length).isLessThan(client.body().length() - 4_000);
      client.turns(3, pipelineFixture);
    }
  }

  @Test
  void whatWasRewritten_goesOnWithoutItsThinking_andKeepsWhatIsNew() {
    earlier(8, "balanced");
    try (PipelineFixture pipelineFixture = fixture("later", ServedState.REWRITTEN, memory())) {
      for (int i = 0; i < 4; i++) {
        assertThat(blocks(client.turn(pipelineFixture))).isEqualTo(i);
      }
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aLedgerThatBreaks_leavesTheConversationAlone_andItsNetStays() {
    earlier(8, "balanced");
    SentLedger broken =
        new SentLedger() {
          @Override
          public List<SentSegment> entries(SessionKey session, boolean fresh) {
            throw new IllegalStateException("gone");
          }

          @Override
          public CompletableFuture<Void> append(SessionKey session, byte[] content) {
            throw new IllegalStateException("gone");
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
        };
    try (PipelineFixture pipelineFixture = fixture("later", ServedState.RAW, broken)) {
      ForwardRequest forwardRequest = client.send(pipelineFixture);
      ProviderAttempt first = forwardRequest.attempts().first();
      assertThat(new String(first.body(), UTF_8)).isEqualTo(client.body());
      String failed = vendor.mismatches(first.body()).getFirst();
      ProviderAttempt second =
          Objects.requireNonNull(
                  forwardRequest.attempts().next(first, ThinkingClient.refused(failed)))
              .attempt();
      assertThat(new String(second.body(), UTF_8)).contains("\"drop_block\"");
      forwardRequest.attempts().recorded(second, 200);
    }
  }

  @Test
  void whereEarlierTrafficCanNotBeAsked_theConversationIsLeftAlone() {
    earlier(8, "off");
    PipelineFixture.PipelineSetup pipelineSetup =
        PipelineFixture.PipelineSetup.plain()
            .layers(ThinkingClient.LAYERS)
            .earlier(
                _ -> {
                  throw new IllegalStateException("gone");
                });
    try (PipelineFixture pipelineFixture = pipelineSetup.in(folder.resolve("later"))) {
      assertThat(new String(client.turn(pipelineFixture), UTF_8)).hasSizeGreaterThan(8_000);
    }
  }
}
