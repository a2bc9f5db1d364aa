package dev.compresh.alert;

import dev.compresh.observe.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all rules, and raises what they find. */
public final class AlertEvaluator {
  private static final Logger LOG = LoggerFactory.getLogger(AlertEvaluator.class);

  /** Alerts of one look: a fault that is everywhere must not bury the rest. */
  private static final int MOST = 1_000;

  private static final Duration KEPT = Duration.ofDays(400);

  /** Between two times that old alerts are forgotten. */
  private static final Duration PAUSE = Duration.ofHours(6);

  private final AlertLog alertLog;
  private final List<AlertRule> rules;
  private final Metrics metrics;
  private final InstantSource clock;
  private Instant forgotten = Instant.EPOCH;

  public AlertEvaluator(
      AlertLog alertLog, List<AlertRule> rules, Metrics metrics, InstantSource clock) {
    this.alertLog = alertLog;
    this.rules = List.copyOf(rules);
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Looks once. A rule that fails does not stop the others. */
  public void evaluate() {
    Instant now = clock.instant();
    for (AlertRule rule : rules) {
      try {
        rule.find(now).stream().limit(MOST).forEach(finding -> raise(finding, now));
      } catch (RuntimeException e) {
        LOG.warn("{} could not be checked: {}", rule.getClass().getSimpleName(), e.getMessage());
      }
    }
    if (now.isAfter(forgotten.plus(PAUSE))) {
      alertLog.forget(now.minus(KEPT));
      forgotten = now;
    }
  }

  private void raise(AlertFinding finding, Instant now) {
    if (alertLog.raise(finding, now)) {
      metrics.alertRaised(finding.kind().label());
      LOG.warn("alert {}: {}", finding.kind().label(), finding.message());
    }
  }
}
