package dev.compresh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class AuditRetentionTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final InstantSource clock = now::get;

  @TempDir private Path folder;

  @Test
  void linesOlderThanTheOperatorKeepsThem_areForgotten() throws Exception {
    try (Database database = engine.open(folder)) {
      AuditLog auditLog = new AuditLog(database, clock);
      AuditActor auditActor = new AuditActor("u", "ann", AuditChannel.SESSION, "192.0.2.7");
      for (int day = 0; day < 4; day++) {
        auditLog.record(auditActor, "org", "day." + day, "key", "k", Map.of());
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
      }
      try (AuditRetention auditRetention =
          new AuditRetention(auditLog, Duration.ofDays(2), clock)) {
        auditRetention.forget();
        assertThat(auditLog.list(AuditFilter.of("org"), 10))
            .extracting(AuditEntry::action)
            .containsExactly("day.3", "day.2");
      }
    }
  }
}
