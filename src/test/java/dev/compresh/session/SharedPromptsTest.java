package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What was sent last is known to every instance on the store. */
@OnEachStore
class SharedPromptsTest {
  private static final SessionKey SESSION = new SessionKey("key", "s");
  private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(5);

  @TempDir private Path folder;
  @Parameter private StoreEngine engine = StoreEngine.SQLITE;
  private Database database;
  private Database otherDatabase;
  private Sessions sessions;
  private Sessions others;

  @BeforeEach
  void open() throws Exception {
    InstantSource clock = () -> NOW;
    database = engine.open(folder);
    sessions = new Sessions(database, StateSeals.of(database), clock);
    otherDatabase = engine.open(folder);
    others = new Sessions(otherDatabase, StateSeals.of(otherDatabase), clock);
  }

  @AfterEach
  void close() {
    sessions.close();
    others.close();
    otherDatabase.close();
    database.close();
  }

  private static PromptFingerprint trail(int messages, long first) {
    long[] raw = new long[messages];
    Arrays.setAll(raw, i -> first + i);
    int[] ends = new int[messages];
    Arrays.setAll(ends, i -> 100 * (i + 1));
    return new PromptFingerprint(7, raw, raw.clone(), ends, true);
  }

  private static SentPrompt sent(int messages, long first, Instant time) {
    return new SentPrompt(trail(messages, first), time, 900, 800, true, 1, LIFE);
  }

  @Test
  void whatOneInstanceSent_theOtherKnows_andTheOtherWayRound() throws Exception {
    PromptCacheTracker one = new PromptCacheTracker(1 << 20, sessions);
    PromptCacheTracker other = new PromptCacheTracker(1 << 20, others);
    one.keep(SESSION, sent(3, 1, NOW));
    EventualAssertion.is(
        () -> {
          other.refresh(SESSION);
          return other.match(SESSION, trail(5, 1)) != null;
        });
    other.keep(SESSION, sent(5, 1, NOW.plusSeconds(9)));
    EventualAssertion.is(
        () -> {
          one.refresh(SESSION);
          PromptCacheTracker.PromptMatch match = one.match(SESSION, trail(7, 1));
          return match != null && match.before().time().equals(NOW.plusSeconds(9));
        });
    assertThat(one.cache(SESSION, trail(7, 1), NOW.plusSeconds(60), LIFE))
        .isEqualTo(PromptCacheTracker.CacheExpectation.WARM);
  }

  @Test
  void branchesOfBothInstances_areKept() throws Exception {
    PromptCacheTracker one = new PromptCacheTracker(1 << 20, sessions);
    PromptCacheTracker other = new PromptCacheTracker(1 << 20, others);
    one.keep(SESSION, sent(4, 1, NOW));
    other.keep(SESSION, sent(4, 1_000, NOW.plusSeconds(1)));
    EventualAssertion.is(
        () -> {
          one.refresh(SESSION);
          other.refresh(SESSION);
          return one.match(SESSION, trail(4, 1_000)) != null;
        });
    assertThat(one.match(SESSION, trail(4, 1))).isNotNull();
  }

  @Test
  void everythingOfAPrompt_comesBack_andTheOldestGoesWhereThereIsNoRoom() {
    SentPrompt small = sent(3, 1, NOW);
    List<SentPrompt> back = SentPromptCodec.decode(SentPromptCodec.encode(List.of(small)));
    assertThat(back).hasSize(1);
    assertThat(back.getFirst()).usingRecursiveComparison().isEqualTo(small);
    List<SentPrompt> many =
        List.of(sent(2_000, 1, NOW), sent(2_000, 5_000, NOW), sent(1_000, 9_000, NOW));
    assertThat(SentPromptCodec.decode(SentPromptCodec.encode(many)))
        .usingRecursiveComparison()
        .isEqualTo(many.subList(1, 3));
    assertThat(SentPromptCodec.decode(SentPromptCodec.encode(List.of(sent(9_000, 1, NOW)))))
        .isEmpty();
  }

  @Test
  void bytesThatAreNone_areNothing() {
    byte[] bytes = SentPromptCodec.encode(List.of(sent(3, 1, NOW))).bytes();
    for (int length = 0; length < bytes.length; length++) {
      SessionState cut = new SessionState(1, Arrays.copyOf(bytes, length));
      assertThat(SentPromptCodec.decode(cut)).isEmpty();
    }
    bytes[46] = (byte) 0x7f;
    assertThat(SentPromptCodec.decode(new SessionState(1, bytes))).isEmpty();
    assertThat(SentPromptCodec.decode(new SessionState(2, bytes))).isEmpty();
    assertThat(SentPromptCodec.decode(null)).isEmpty();
  }

  @Test
  void aDecision_isDurableBeforeItIsUsed_andIsNoneWhereTheStoreIsAway() {
    SessionState state = new SessionState(1, new byte[] {1, 2, 3});
    assertThat(sessions.keepDurably(SESSION, state)).isTrue();
    assertThat(others.state(SESSION)).usingRecursiveComparison().isEqualTo(state);
    database.close();
    assertThat(sessions.keepDurably(SESSION, new SessionState(1, new byte[] {4}))).isFalse();
    assertThat(sessions.state(SESSION)).usingRecursiveComparison().isEqualTo(state);
  }
}
