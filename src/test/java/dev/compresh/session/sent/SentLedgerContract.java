package dev.compresh.session.sent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.session.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every ledger must do. A subclass says how one is opened. */
abstract class SentLedgerContract {
  static final SessionKey SESSION = new SessionKey("keyA", "s1");
  static final SentLimits SMALL = new SentLimits(48 << 20, 1_000, 2_500, 4, 10, 10_000);

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

  abstract SentLedger open(SentLimits limits) throws Exception;

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static List<String> texts(List<SentSegment> entries) {
    return entries.stream().map(entry -> new String(entry.content(), UTF_8)).toList();
  }

  static List<String> texts(SentLedger ledger, boolean fresh) {
    return texts(ledger.entries(SESSION, fresh));
  }

  @Test
  void entries_areSeenAtOnceAndInTheirOrder() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      assertThat(ledger.entries(SESSION, false)).isEmpty();
      assertThat(ledger.entries(SESSION, true)).isEmpty();
      List<CompletableFuture<Void>> durable = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        expected.add("entry " + i);
        durable.add(ledger.append(SESSION, bytes("entry " + i)));
        assertThat(texts(ledger, i % 2 == 0)).isEqualTo(expected);
      }
      durable.forEach(CompletableFuture::join);
      for (boolean fresh : List.of(true, false)) {
        assertThat(texts(ledger, fresh)).isEqualTo(expected);
        assertThat(ledger.entries(SESSION, fresh).stream().map(SentSegment::number))
            .isSorted()
            .doesNotHaveDuplicates()
            .allMatch(number -> number > 0);
      }
      assertThat(ledger.failures() + ledger.refused()).isZero();
    }
  }

  @Test
  void sessionsAndKeys_areApart() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      ledger.append(SESSION, bytes("one")).join();
      ledger.append(new SessionKey("keyB", "s1"), bytes("two")).join();
      ledger.append(new SessionKey("keyA", "s2"), bytes("three")).join();
      assertThat(texts(ledger, true)).containsExactly("one");
      assertThat(texts(ledger.entries(new SessionKey("keyA", "s2"), false)))
          .containsExactly("three");
    }
  }

  @Test
  void anyContent_comesBackAsItWas() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      List<byte[]> contents =
          List.of(
              new byte[0],
              new byte[] {0},
              bytes("ab"),
              bytes("x".repeat(100_000)),
              new byte[SentLimits.DEFAULT.entryBytes()],
              bytes("東京 — \u0000"));
      for (byte[] content : contents) {
        ledger.append(SESSION, content).join();
      }
      assertThat(ledger.entries(SESSION, true).stream().map(SentSegment::content))
          .containsExactlyElementsOf(contents);
    }
  }

  @Test
  void anEntryThatIsTooLarge_isRefused() throws Exception {
    try (SentLedger ledger = open(SMALL)) {
      assertThatThrownBy(() -> ledger.append(SESSION, new byte[1_001]).join())
          .hasCauseInstanceOf(SentRefusal.class);
      ledger.append(SESSION, new byte[1_000]).join();
      ledger.append(SESSION, new byte[1_000]).join();
      assertThatThrownBy(() -> ledger.append(SESSION, new byte[501]).join())
          .hasCauseInstanceOf(SentRefusal.class);
      ledger.append(SESSION, new byte[500]).join();
      assertThat(ledger.entries(SESSION, false)).hasSize(3);
      assertThat(ledger.refused()).isEqualTo(2);
    }
  }

  @Test
  void aSessionWithTooManyEntries_takesNoMore() throws Exception {
    try (SentLedger ledger = open(SMALL)) {
      for (int i = 0; i < 4; i++) {
        ledger.append(SESSION, bytes("entry " + i)).join();
      }
      assertThatThrownBy(() -> ledger.append(SESSION, bytes("one more")).join())
          .hasCauseInstanceOf(SentRefusal.class);
      ledger.append(new SessionKey("keyA", "s2"), bytes("of another")).join();
      assertThat(ledger.entries(SESSION, true)).hasSize(4);
      assertThat(ledger.refused()).isEqualTo(1);
    }
  }

  @Test
  void manyThreads_loseNothing() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int at = i;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int j = 0; j < 100; j++) {
                        ledger.append(SESSION, bytes(at + " " + j)).join();
                        List<String> seen = texts(ledger, j % 3 == 0);
                        assertThat(own(seen, at)).hasSize(j + 1);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      List<String> all = texts(ledger, true);
      assertThat(all).hasSize(800).isEqualTo(texts(ledger, false));
      for (int i = 0; i < 8; i++) {
        assertThat(own(all, i))
            .extracting(text -> Integer.parseInt(text.substring(2)))
            .isSorted()
            .hasSize(100);
      }
    }
  }

  private static List<String> own(List<String> texts, int thread) {
    return texts.stream().filter(text -> text.startsWith(thread + " ")).toList();
  }

  @Test
  void sevenDaysWithoutUse_leaveNothingInMemory() throws Exception {
    try (SentLedger ledger = open(SentLimits.DEFAULT)) {
      ledger.append(SESSION, bytes("old")).join();
      purge();
      assertThat(texts(ledger, false)).containsExactly("old");
      now.updateAndGet(time -> time.plus(Duration.ofDays(7)).plusMillis(1));
      purge();
      assertThat(texts(ledger, false)).isEmpty();
    }
  }

  /** Purges the store, where there is one. */
  void purge() throws Exception {}
}
