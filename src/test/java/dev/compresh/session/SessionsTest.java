package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class SessionsTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final SessionKey SESSION = new SessionKey("keyA", "s1");

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private Database database;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    sessions = new Sessions(database, StateSeals.of(database), now::get);
  }

  @AfterEach
  void close() {
    sessions.close();
    database.close();
  }

  private void request(SessionKey key, long turns) {
    sessions.note(key, SessionUse.once("org", now.get(), turns, 1_000, 400, 300));
  }

  @Test
  void pages_showEachSessionOnceLatestFirst() {
    for (int i = 0; i < 7; i++) {
      request(new SessionKey("key" + i % 2, "s." + i), 1);
      if (i == 3) {
        now.updateAndGet(time -> time.plusSeconds(5));
      }
    }
    sessions.flush();
    SessionReports reports = new SessionReports(database, StateSeals.of(database));
    List<String> seen = new ArrayList<>();
    SessionPlace last = null;
    for (List<Session> page = reports.ofOrg("org", null, last, 2);
        !page.isEmpty();
        page = reports.ofOrg("org", null, last, 2)) {
      page.forEach(session -> seen.add(session.key().id()));
      last = SessionPlace.read(SessionPlace.of(page.getLast()).text()).orElseThrow();
    }
    assertThat(seen).containsExactly("s.4", "s.6", "s.5", "s.0", "s.2", "s.1", "s.3");
    assertThat(SessionPlace.read("x.key.s")).isEmpty();
    assertThat(SessionPlace.read("1.key")).isEmpty();
  }

  @Test
  void notes_areSummedUpAndWritten() {
    request(SESSION, 1);
    now.updateAndGet(time -> time.plusSeconds(5));
    request(SESSION, 2);
    sessions.flush();
    now.updateAndGet(time -> time.plusSeconds(5));
    request(SESSION, 3);
    request(new SessionKey("keyB", "s1"), 1);
    sessions.flush();
    assertThat(sessions.recent("org", 10)).hasSize(2);
    SessionUse use =
        sessions.recent("org", 10).stream()
            .filter(session -> session.key().equals(SESSION))
            .findFirst()
            .orElseThrow()
            .use();
    assertThat(use)
        .isEqualTo(
            new SessionUse("org", now.get().minusSeconds(10), now.get(), 3, 3, 3_000, 1_200, 900));
    assertThat(sessions.recent("other", 10)).isEmpty();
  }

  @Test
  void recent_isLastUsedFirstAndBounded() {
    for (int i = 0; i < 5; i++) {
      now.updateAndGet(time -> time.plusSeconds(1));
      request(new SessionKey("keyA", "s" + i), 1);
    }
    sessions.flush();
    assertThat(sessions.recent("org", 2))
        .extracting(session -> session.key().id())
        .containsExactly("s4", "s3");
  }

  @Test
  void sevenDaysAfterItsLastUse_memoryHoldsNothingEither() {
    sessions.keep(SESSION, new SessionState(1, new byte[] {7}));
    sessions.flush();
    now.updateAndGet(time -> time.plus(Duration.ofDays(7)).plusSeconds(1));
    sessions.purge();
    assertThat(sessions.state(SESSION)).isNull();
  }

  @Test
  void anchorsOfASessionInUse_outliveTheirSevenDays() throws Exception {
    sessions.keep(SESSION.anchors(), new SessionState(1, new byte[] {7}));
    sessions.flush();
    now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
    request(SESSION, 2);
    sessions.flush();
    sessions.purge();
    try (Sessions again = new Sessions(database, StateSeals.of(database), now::get)) {
      assertThat(again.state(SESSION.anchors())).isNotNull();
    }
    now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
    sessions.purge();
    try (Sessions again = new Sessions(database, StateSeals.of(database), now::get)) {
      assertThat(again.state(SESSION.anchors())).isNull();
    }
  }

  @Test
  void sevenDaysAfterItsLastUse_allOfASessionIsGone() {
    SessionKey kept = new SessionKey("keyA", "kept");
    request(SESSION, 1);
    request(kept, 1);
    sessions.keep(SESSION, new SessionState(1, new byte[] {1}));
    sessions.keep(kept, new SessionState(1, new byte[] {2}));
    sessions.flush();
    now.updateAndGet(time -> time.plus(Duration.ofDays(6)));
    request(kept, 2);
    sessions.flush();
    now.updateAndGet(time -> time.plus(Duration.ofDays(1)).plusMillis(1));
    assertThat(sessions.purge()).isEqualTo(1);
    assertThat(sessions.recent("org", 10)).extracting(Session::key).containsExactly(kept);
    try (Sessions fresh = new Sessions(database, StateSeals.of(database), now::get)) {
      assertThat(fresh.state(SESSION)).isNull();
      assertThat(fresh.state(kept)).isNotNull();
    }
  }

  @Test
  void state_outlivesTheProgram() throws Exception {
    assertThat(sessions.state(SESSION)).isNull();
    sessions.keep(SESSION, new SessionState(1, new byte[] {1}));
    sessions.keep(SESSION, new SessionState(2, new byte[] {1, 2, -3}));
    assertThat(Objects.requireNonNull(sessions.state(SESSION)).version()).isEqualTo(2);
    close();
    open();
    SessionState state = Objects.requireNonNull(sessions.state(SESSION));
    assertThat(state.version()).isEqualTo(2);
    assertThat(state.bytes()).containsExactly(1, 2, -3);
    assertThat(sessions.state(new SessionKey("keyB", "s1"))).isNull();
  }

  @Test
  void state_isSmall() {
    assertThatThrownBy(() -> new SessionState(1, new byte[SessionState.LARGEST + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoreThatIsDown_costsNoRequest() {
    database.close();
    request(SESSION, 1);
    sessions.keep(SESSION, new SessionState(1, new byte[] {7}));
    sessions.flush();
    assertThat(Objects.requireNonNull(sessions.state(SESSION)).bytes()).containsExactly(7);
    assertThat(sessions.state(new SessionKey("keyA", "unknown"))).isNull();
  }
}
