package dev.compresh.alert;

import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditChannel;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that were raised. An alert, the entry of the audit log and what has to be sent are
 * written in one transaction, by whichever instance finds it first.
 */
public final class AlertLog {
  static final AuditActor ACTOR = new AuditActor("-", "compresh", AuditChannel.NONE, "local");
  private static final int RANDOM_BYTES = 6;

  private final Database database;
  private final AuditLog auditLog;
  private final SecureRandom random = new SecureRandom();

  public AlertLog(Database database, AuditLog auditLog) {
    this.database = database;
    this.auditLog = auditLog;
  }

  /**
   * An alert with what became of it.
   *
   * @param sent channels that have got it
   * @param pending channels to which it is still to be sent
   * @param failed channels that were given up
   */
  public record LoggedAlert(AlertEvent event, int sent, int pending, int failed) {}

  /** Raises an alert, unless that was done before in its period; returns whether it was raised. */
  boolean raise(AlertFinding finding, Instant now) {
    if (database.read(handle -> AlertTable.isRaised(handle, finding))) {
      return false;
    }
    byte[] salt = new byte[RANDOM_BYTES];
    random.nextBytes(salt);
    HexFormat hex = HexFormat.of();
    String id = "alert_" + hex.toHexDigits(now.toEpochMilli(), 12) + hex.formatHex(salt);
    AlertEvent event = new AlertEvent(id, finding, now);
    return database.commit(
        handle -> {
          if (!AlertTable.add(handle, event)) {
            return false;
          }
          ChannelTable.all(handle).stream()
              .filter(channel -> channel.wants(finding))
              .forEach(channel -> AlertTable.addDelivery(handle, id, channel.id(), now));
          auditLog.record(
              handle,
              ACTOR,
              finding.orgId(),
              "alert.raise",
              "alert",
              id,
              Map.of(
                  "kind", finding.kind().label(),
                  "subject", finding.subject(),
                  "period", finding.period()));
          return true;
        });
  }

  /**
   * Returns the alerts, latest first.
   *
   * @param orgId of this organisation; null for all and the installation's
   * @param before the id behind which to go on; null from the latest one
   */
  public List<LoggedAlert> list(@Nullable String orgId, @Nullable String before, int most) {
    return database.read(handle -> AlertTable.list(handle, orgId, before, most));
  }

  /** Forgets alerts from before {@code time}, with their deliveries. */
  void forget(Instant time) {
    database.commit(handle -> AlertTable.forget(handle, time));
  }
}
