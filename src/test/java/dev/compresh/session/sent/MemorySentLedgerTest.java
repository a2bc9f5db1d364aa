package dev.compresh.session.sent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.session.SessionKey;
import org.junit.jupiter.api.Test;

class MemorySentLedgerTest extends SentLedgerContract {
  @Override
  SentLedger open(SentLimits limits) {
    return new MemorySentLedger(now::get, limits);
  }

  @Test
  void memory_isBounded() throws Exception {
    SentLimits limits = new SentLimits(20_000, 1_000, 10_000, 100, 10, 10_000);
    try (SentLedger ledger = open(limits)) {
      int known = 0;
      for (int i = 0; i < 200; i++) {
        ledger.append(new SessionKey("keyA", "s" + i), new byte[1_000]).join();
      }
      for (int i = 0; i < 200; i++) {
        known += ledger.entries(new SessionKey("keyA", "s" + i), false).size();
      }
      assertThat(known).isBetween(1, 20);
    }
  }
}
