package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.await.EventualAssertion;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresOutageTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;

  private Database open(Duration grace) throws OpenException {
    PostgresSettings settings = PostgresServer.shared().settings(folder);
    return Database.open(folder, new PostgresSettings(settings.url(), 3, false, grace));
  }

  private static int write(Database database) {
    return database.commit(
        handle -> handle.execute("INSERT INTO spend_warning (fund, at) VALUES ('f', 1)"));
  }

  private static boolean isRead(Database database) {
    try {
      return database.read(
          handle -> handle.createQuery("SELECT 1").map((row, _) -> row.getInt(1) == 1).one());
    } catch (StoreException e) {
      return false;
    }
  }

  @Test
  void aServerThatGoesAway_isUnavailableAndComesBackByItself() throws Exception {
    try (Database database = open(LONG)) {
      assertThat(database.isWithinGrace()).isTrue();
      PostgresServer.shared().stop(folder);
      assertThatThrownBy(() -> write(database)).isInstanceOf(StoreException.class);
      assertThat(isRead(database)).isFalse();
      assertThat(database.usable()).isFalse();
      assertThat(database.isBeyondGrace()).isFalse();
      PostgresServer.shared().start(folder);
      EventualAssertion.is(() -> isRead(database));
      EventualAssertion.is(database::usable);
      assertThat(write(database)).isEqualTo(1);
    }
  }

  @Test
  void beyondItsGrace_nothingKnownCountsUntilTheServerIsBack() throws Exception {
    try (Database database = open(Duration.ofSeconds(2))) {
      PostgresServer.shared().stop(folder);
      EventualAssertion.is(database::isBeyondGrace);
      assertThat(database.isWithinGrace()).isFalse();
      PostgresServer.shared().start(folder);
      EventualAssertion.is(() -> !database.isBeyondGrace());
    }
  }

  @Test
  void aProcess_isAliveForAsLongAsItHoldsItsLock() throws Exception {
    try (Database database = open(Duration.ZERO)) {
      InstanceRegistry registry = database.instances();
      String ended;
      try (Database other = open(Duration.ZERO)) {
        ended = other.instances().id();
        // A process that is suspended is not seen, and lives.
        EventualAssertion.is(() -> registry.isAlive(ended, LONG));
        assertThat(other.instances().isAlive(registry.id(), LONG)).isTrue();
      }
      EventualAssertion.is(() -> !registry.isAlive(ended, LONG));
      assertThat(registry.isAlive(ended, Duration.ofSeconds(1))).isTrue();
    }
  }
}
