package dev.compresh.proxy;

import static dev.compresh.proxy.EarlierTraffic.ServedState.AS_PLANNED;
import static dev.compresh.proxy.EarlierTraffic.ServedState.RAW;
import static dev.compresh.proxy.EarlierTraffic.ServedState.REWRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.EarlierTraffic.ServedState;
import dev.compresh.session.SessionKey;
import dev.compresh.store.Database;
import dev.compresh.usage.ServedSessions;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage events tell how a session went out of which there is no ledger. */
class EarlierUsageTest {
  private static final SessionKey SESSION = new SessionKey("keyA", "s1");
  private static final String BOUND = "claude-opus-5-5";

  /** When the ledger came. */
  private static final Instant BEGUN = Instant.parse("2026-11-20T12:00:00Z");

  private static final Instant BEFORE = BEGUN.minusMillis(1);

  @TempDir Path folder;
  private Database database;
  private int events;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder);
    database.commit(
        handle ->
            handle.execute(
                "UPDATE schema_migration SET applied_at = ? WHERE version = 11",
                BEGUN.toEpochMilli()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void served(Instant time, String key, String model, String mode, int status) {
    try (UsageLog log = new UsageLog(database)) {
      log.append(
          new UsageEvent(
              "e" + events++,
              time,
              new UsageEvent.EventCaller("org", "user", key, "s1"),
              new UsageEvent.EventCall("r", "/v1/messages", "opus", "anthropic", model, true, mode),
              new UsageEvent.EventPrompt(1_000, 600, false, Map.of()),
              new UsageEvent.EventAnswer(status, "COMPLETE", new Usage(1, 0, 0, 0, 1, 0), 0),
              new UsageEvent.EventTiming(1, 1, 1)));
    }
  }

  private void served(Instant time, String mode) {
    served(time, "keyA", BOUND, mode, 200);
  }

  private ServedState earlier() {
    return new EarlierUsage(new ServedSessions(database)).lookUp(SESSION);
  }

  @Test
  void aSessionOfWhichNothingIsKnown_wentOutRaw() {
    assertThat(earlier()).isEqualTo(RAW);
  }

  @ParameterizedTest
  @CsvSource({
    "off,true,RAW",
    "off,false,RAW",
    "lossless,true,AS_PLANNED",
    "lossless,false,AS_PLANNED",
    "balanced,true,REWRITTEN",
    "balanced,false,AS_PLANNED",
    "max,true,REWRITTEN",
    "max,false,AS_PLANNED",
  })
  void aModelThatBinds_byModeAndVersion(String mode, boolean older, ServedState servedState) {
    served(older ? BEFORE : BEGUN, mode);
    assertThat(earlier()).isEqualTo(servedState);
  }

  @Test
  void theWorstOfSeveral_counts() {
    served(BEFORE, "off");
    assertThat(earlier()).isEqualTo(RAW);
    served(BEGUN, "lossless");
    assertThat(earlier()).isEqualTo(AS_PLANNED);
    served(BEFORE, "balanced");
    assertThat(earlier()).isEqualTo(REWRITTEN);
  }

  @Test
  void blocksOfOlderModels_areBoundToNothing() {
    served(BEFORE, "keyA", "claude-sonnet-4-5", "balanced", 200);
    assertThat(earlier()).isEqualTo(AS_PLANNED);
    served(BEFORE, "off");
    assertThat(earlier()).isEqualTo(RAW);
  }

  @Test
  void anotherKeysSession_isAnother() {
    served(BEFORE, "keyB", BOUND, "balanced", 200);
    assertThat(earlier()).isEqualTo(RAW);
  }

  @ParameterizedTest
  @CsvSource({"0", "400", "402", "429", "529"})
  void whatWasNotAnswered_doesNotCount(int status) {
    served(BEFORE, "keyA", BOUND, "balanced", status);
    assertThat(earlier()).isEqualTo(RAW);
  }

  @Test
  void aStoreThatIsClosed_knowsNothing() {
    served(BEFORE, "balanced");
    database.close();
    assertThat(earlier()).isEqualTo(RAW);
  }
}
