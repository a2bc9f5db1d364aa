package dev.compresh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final InstantSource clock = now::get;

  @TempDir private Path folder;

  @Test
  void linesOlderThanTheOperatorKeepsThem_areForgotten() throws Exception {
    try (Database database = Database.open(folder)) {
      Audit audit = new Audit(database, clock);
      Actor actor = new Actor("u", "ann", Via.SESSION, "192.0.2.7");
      for (int day = 0; day < 4; day++) {
        audit.record(actor, "org", "day." + day, "key", "k", Map.of());
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
      }
      try (Retention retention = new Retention(audit, Duration.ofDays(2), clock)) {
        retention.forget();
        assertThat(audit.list(AuditFilter.of("org"), 10))
            .extracting(AuditEntry::action)
            .containsExactly("day.3", "day.2");
      }
    }
  }
}
