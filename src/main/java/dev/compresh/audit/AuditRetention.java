package dev.compresh.audit;

import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets lines of the audit log that are older than the operator wants to keep them. */
public final class AuditRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** Lines of one transaction: others write in between. */
  private static final int AT_ONCE = 1_000;

  private final AuditLog auditLog;
  private final Duration kept;
  private final InstantSource clock;
  private final ScheduledTask forgetting;

  /**
   * Begins to forget.
   *
   * @param kept how long lines are kept
   */
  public AuditRetention(AuditLog auditLog, Duration kept, InstantSource clock) {
    this.auditLog = auditLog;
    this.kept = kept;
    this.clock = clock;
    this.forgetting = ScheduledTask.start("audit-retention", PERIOD, this::forget);
  }

  /** Forgets what is due; runs by itself, at other times for tests. */
  void forget() {
    long all = 0;
    try {
      int gone;
      do {
        gone = auditLog.forget(clock.instant().minus(kept), AT_ONCE);
        all += gone;
      } while (gone == AT_ONCE);
    } catch (StoreException e) {
      LOG.warn("deleting old audit entries failed and will be retried: {}", e.getMessage());
    }
    if (all > 0) {
      LOG.info("deleted {} audit entries older than {} days", all, kept.toDays());
    }
  }

  @Override
  public void close() {
    forgetting.close();
  }
}
