package dev.compresh.alert;

import java.time.Instant;
import java.util.List;

/** Looks for one reason for alerts. Returns the same finding for as long as it is there. */
@FunctionalInterface
public interface AlertRule {
  List<AlertFinding> find(Instant now);
}
