package dev.compresh.pipeline;

import static dev.compresh.pipeline.ThinkingClient.blocks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.pipeline.EarlierTraffic.Served;
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

  private Fixture fixture(String name, Served served, SentLedger ledger) {
    return Fixture.Setup.plain()
        .layers(ThinkingClient.LAYERS)
        .sent(ledger)
        .earlier(
            _ -> {
              asked.incrementAndGet();
              return served;
            })
        .in(folder.resolve(name));
  }

  private void earlier(int turns, String mode) {
    try (Fixture fixture = fixture("earlier", Served.RAW, memory())) {
      client.turns(turns, fixture, "x-compresh-mode", mode);
    }
    asked.set(0);
  }

  @Test
  void whatWentOutRaw_staysRaw_andWhatIsNewIsCompressed() {
    earlier(8, "off");
    try (Fixture fixture = fixture("later", Served.RAW, memory())) {
      int raw = client.body().length();
      assertThat(client.turn(fixture).length).isGreaterThan(raw - 3_000);
      client.turns(4, fixture);
      byte[] sent = client.send(fixture).attempts().first().body();
      assertThat(blocks(sent)).isEqualTo(13);
      assertThat(sent.length).isLessThan(client.body().length() - 1_000);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatWentOutAsPlanned_isPlannedAgain() {
    earlier(9, "lossless");
    try (Fixture fixture = fixture("later", Served.AS_PLANNED, memory())) {
      byte[] sent = client.turn(fixture, "x-compresh-mode", "lossless");
      assertThat(blocks(sent)).isEqualTo(9);
      assertThat(sent.length).isLessThan(client.body().length() - 4_000);
      client.turns(3, fixture);
    }
  }

  @Test
  void whatWasRewritten_goesOnWithoutItsThinking_andKeepsWhatIsNew() {
    earlier(8, "balanced");
    try (Fixture fixture = fixture("later", Served.REWRITTEN, memory())) {
      for (int i = 0; i < 4; i++) {
        assertThat(blocks(client.turn(fixture))).isEqualTo(i);
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
    try (Fixture fixture = fixture("later", Served.RAW, broken)) {
      Forward forward = client.send(fixture);
      Attempt first = forward.attempts().first();
      assertThat(new String(first.body(), UTF_8)).isEqualTo(client.body());
      String failed = vendor.mismatches(first.body()).getFirst();
      Attempt second =
          Objects.requireNonNull(forward.attempts().after(first, ThinkingClient.refused(failed)))
              .attempt();
      assertThat(new String(second.body(), UTF_8)).contains("\"drop_block\"");
      forward.attempts().recorded(second, 200);
    }
  }

  @Test
  void whereEarlierTrafficCanNotBeAsked_theConversationIsLeftAlone() {
    earlier(8, "off");
    Fixture.Setup setup =
        Fixture.Setup.plain()
            .layers(ThinkingClient.LAYERS)
            .earlier(
                _ -> {
                  throw new IllegalStateException("gone");
                });
    try (Fixture fixture = setup.in(folder.resolve("later"))) {
      assertThat(new String(client.turn(fixture), UTF_8)).hasSizeGreaterThan(8_000);
    }
  }
}
