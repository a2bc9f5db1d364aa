package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import dev.compresh.compression.pinned.PinnedEdit;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.SentEntry;
import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sent is known as long as the ledger has it, whatever memory there is. */
class SentHistoriesTest {
  private static final SessionKey SESSION = new SessionKey("k", "s");
  private static final long[] CHAIN = {1};

  private final SentLedger ledger =
      new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT);

  private static SentEntry entry(String put) {
    PinnedMessage form =
        new PinnedMessage(List.of(new PinnedEdit.PinnedPrepend(0, Layer.RECALL, put)));
    return SentEntry.SentRequest.of(0, 0, "a", true, CHAIN, List.of(form));
  }

  @Test
  void withoutMemory_aSessionIsNotEmpty() {
    SentHistories histories = new SentHistories(ledger, 0);
    histories.add(SESSION, entry("x")).join();

    assertThat(histories.match(SESSION, CHAIN).length()).isEqualTo(1);
    assertThat(histories.isEmpty(SESSION)).isFalse();
  }

  @Test
  void largestPromptThatIsPlanned_fitsTheLedger() {
    new SentHistories(ledger, 1 << 20).add(SESSION, entry("x".repeat(4 << 20))).join();

    assertThat(new SentHistories(ledger, 1 << 20).match(SESSION, CHAIN).length()).isEqualTo(1);
  }
}
