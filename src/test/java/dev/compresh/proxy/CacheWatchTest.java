package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.compression.CacheBreakpoints;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.session.PromptCacheTracker;
import dev.compresh.session.PromptFingerprint;
import dev.compresh.session.SentPrompt;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeals;
import dev.compresh.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the provider's cache counts as cold, and that it is remembered. */
class CacheWatchTest {
  private static final SessionKey SESSION = new SessionKey("keyA", "s1");
  private static final Duration LIFE = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final PromptCacheTracker sent = new PromptCacheTracker(1 << 20);
  private Database database;
  private Sessions sessions;
  private CacheWatch watch;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder);
    sessions = new Sessions(database, StateSeals.of(database), now::get);
    watch = new CacheWatch(sent, sessions, now::get);
  }

  @AfterEach
  void close() {
    sessions.close();
    database.close();
  }

  private static Prompt chat(int turns) {
    byte[] body = RequestBodies.chat(turns).getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(Dialect.CHAT, body);
  }

  private static PromptFingerprint trail(long head, Prompt prompt) {
    long[] raw = prompt.messages().stream().mapToLong(m -> m.digest().high()).toArray();
    int[] ends = new int[raw.length];
    Arrays.setAll(ends, i -> i + 1);
    return new PromptFingerprint(head, raw, raw, ends, false);
  }

  /** A conversation of {@code turns} turns, without the question at its end. */
  private static PromptFingerprint before(long head, int turns) {
    PromptFingerprint whole = trail(head, chat(turns));
    int size = whole.raw().length - 1;
    return new PromptFingerprint(
        head,
        Arrays.copyOf(whole.raw(), size),
        Arrays.copyOf(whole.sent(), size),
        Arrays.copyOf(whole.ends(), size),
        false);
  }

  private void sent(long head, int turns, int misses) {
    sent.keep(
        SESSION, new SentPrompt(before(head, turns), now.get(), 9_000, 9_000, true, misses, LIFE));
  }

  private CacheBreakpoints ask(long head, int turns) {
    Prompt prompt = chat(turns);
    return watch.anchors(SESSION, prompt, trail(head, prompt), LIFE);
  }

  private void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  @Test
  void aPromptWithinTheCachesLife_isNoAnchor() {
    sent(7, 80, 0);
    pass(LIFE.minusSeconds(1));
    assertThat(ask(7, 81).places()).isEmpty();
  }

  @Test
  void idleBeyondItsLife_isOne_andStaysOne() {
    sent(7, 80, 0);
    pass(LIFE);
    Prompt prompt = chat(81);
    CacheBreakpoints cacheBreakpoints = ask(7, 81);
    assertThat(cacheBreakpoints.places()).hasSize(1);
    assertThat(cacheBreakpoints.isBreakpoint(prompt.messages().getLast())).isTrue();
    sent(7, 81, 0);
    assertThat(ask(7, 82)).isEqualTo(cacheBreakpoints);
  }

  @Test
  void idleHere_butUsedByAnotherInstanceSince_isNone() {
    sent(7, 80, 0);
    pass(LIFE);
    sessions.note(SESSION, SessionUse.once("org", now.get(), 1, 9_000, 9_000, 0));
    sessions.close();
    sessions = new Sessions(database, StateSeals.of(database), now::get);
    watch = new CacheWatch(sent, sessions, now::get);
    assertThat(ask(7, 81).places()).isEmpty();
  }

  @Test
  void anotherModel_hasNothingOfTheConversation() {
    sent(7, 80, 0);
    assertThat(ask(8, 81).places()).hasSize(1);
  }

  @Test
  void oneMissedRead_mayBeChance_twoAreNot() {
    sent(7, 80, 1);
    assertThat(ask(7, 81).places()).isEmpty();
    sent(7, 81, 2);
    assertThat(ask(7, 82).places()).hasSize(1);
  }

  @Test
  void aConversationNeverSeen_isNotTakenForCold() {
    assertThat(ask(7, 81).places()).isEmpty();
  }

  @Test
  void afterARestart_timeAndDecisionsComeFromTheStore() {
    sessions.note(SESSION, SessionUse.once("org", now.get(), 1, 9_000, 9_000, 0));
    sessions.close();
    sessions = new Sessions(database, StateSeals.of(database), now::get);
    pass(LIFE);
    watch = new CacheWatch(new PromptCacheTracker(1 << 20), sessions, now::get);
    CacheBreakpoints cacheBreakpoints = ask(7, 81);
    assertThat(cacheBreakpoints.places()).hasSize(1);
    sessions.note(SESSION, SessionUse.once("org", now.get(), 1, 9_000, 9_000, 0));
    sessions.close();
    sessions = new Sessions(database, StateSeals.of(database), now::get);
    pass(Duration.ofSeconds(9));
    watch = new CacheWatch(new PromptCacheTracker(1 << 20), sessions, now::get);
    assertThat(ask(7, 82)).isEqualTo(cacheBreakpoints);
  }

  @Test
  void aLongerPromptOfYesterday_doesNotHideTheOneJustSent() {
    sent(7, 95, 0);
    pass(LIFE.multipliedBy(3));
    sent(7, 80, 0);
    assertThat(ask(7, 81).places()).isEmpty();
  }

  @Test
  void shortPrompts_areNotWatched() {
    sent(7, 3, 0);
    pass(LIFE);
    assertThat(ask(7, 4).places()).isEmpty();
  }

  /** What this instance remembers of its own decision must not hide the later one of another. */
  @Test
  void whatAnotherInstanceDecidedSince_isSeen_besideAnOwnDecision() throws Exception {
    sent(7, 80, 2);
    assertThat(ask(7, 81).places()).hasSize(1);
    EventualAssertion.holds(() -> assertThat(stored()).isEqualTo(1));
    sent(7, 81, 0);
    PromptCacheTracker there = new PromptCacheTracker(1 << 20);
    there.keep(SESSION, new SentPrompt(before(7, 84), now.get(), 9_000, 9_000, true, 2, LIFE));
    Sessions other = new Sessions(database, StateSeals.of(database), now::get);
    Prompt prompt = chat(85);
    CacheBreakpoints both =
        new CacheWatch(there, other, now::get).anchors(SESSION, prompt, trail(7, prompt), LIFE);
    assertThat(both.places()).hasSize(2);
    other.close();
    assertThat(ask(7, 86)).isEqualTo(both);
  }

  /** Places that are in the store. */
  private int stored() {
    Sessions fresh = new Sessions(database, StateSeals.of(database), now::get);
    try {
      return AnchorBytes.read(fresh.state(SESSION.anchors())).places().size();
    } finally {
      fresh.close();
    }
  }
}
