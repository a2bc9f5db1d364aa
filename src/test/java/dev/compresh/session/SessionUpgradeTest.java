package dev.compresh.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.http.Headers;
import dev.compresh.session.SessionName.NamedSession;
import dev.compresh.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that was begun before ids were derived as they are now goes on as the same one. */
class SessionUpgradeTest {
  private static final Prompt PROMPT =
      (Prompt)
          PromptReader.read(
              Dialect.CHAT,
              "{\"messages\":[{\"role\":\"system\",\"content\":\"It is 10:00.\"},{\"role\":\"user\",\"content\":\"Hello\"}]}"
                  .getBytes(UTF_8));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));
  private Database database;
  private @Nullable Sessions sessions;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    database = Database.open(folder);
  }

  @AfterEach
  void close() {
    if (sessions != null) {
      sessions.close();
    }
    database.close();
  }

  private Sessions start() {
    Sessions started = new Sessions(database, StateSeals.of(database), now::get);
    sessions = started;
    return started;
  }

  private static String id(Sessions sessions, String... headers) {
    return ((NamedSession)
            SessionIdentity.identify(Headers.of(headers), "keyA", PROMPT, sessions.earlier()))
        .id();
  }

  /** As the migration leaves it. */
  private void begun(String id) {
    database.commit(
        handle -> {
          SessionTable.add(
              handle, new SessionKey("keyA", id), SessionUse.once("org", now.get(), 1, 1, 1, 0));
          return handle.execute("INSERT INTO earlier_session (key_id, id) VALUES ('keyA', ?)", id);
        });
  }

  @Test
  void aSessionBegunBefore_keepsItsId() {
    String earlier = EarlierSessionId.id("keyA", PROMPT);
    assertThat(earlier).isNotEqualTo(DerivedSessionId.derive("keyA", PROMPT));
    begun(earlier);
    assertThat(id(start())).isEqualTo(earlier);
  }

  @Test
  void whatTheClientSays_goesFirst() {
    begun(EarlierSessionId.id("keyA", PROMPT));
    assertThat(id(start(), "x-session-id", "mine")).isEqualTo("mine");
  }

  @Test
  void otherSessions_haveTheNewId() {
    begun("s_other-other-other-othe");
    assertThat(id(start())).isEqualTo(DerivedSessionId.derive("keyA", PROMPT));
  }

  @Test
  void onceItIsGone_theNewIdHolds() {
    begun(EarlierSessionId.id("keyA", PROMPT));
    Sessions started = start();
    now.updateAndGet(time -> time.plus(Duration.ofDays(6)));
    started.purge();
    assertThat(started.earlier().isEmpty()).isFalse();
    now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
    started.purge();
    assertThat(started.earlier().isEmpty()).isTrue();
    assertThat(id(started)).isEqualTo(DerivedSessionId.derive("keyA", PROMPT));
  }
}
