package dev.compresh.alert;

import dev.compresh.account.ExpiringKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Finds keys that expire within a week, and again within a day. */
public final class KeyExpiryRule implements AlertRule {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  private final ExpiringKeys keys;

  public KeyExpiryRule(ExpiringKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<AlertFinding> find(Instant now) {
    return keys.findExpiring(now, now.plus(WEEK)).stream().map(key -> finding(key, now)).toList();
  }

  private static AlertFinding finding(ExpiringKeys.ExpiringKey key, Instant now) {
    boolean isSoon = key.expires().isBefore(now.plus(DAY));
    return new AlertFinding(
        key.orgId(),
        AlertKind.KEY_EXPIRES,
        key.id(),
        (isSoon ? "1d before " : "7d before ") + key.expires(),
        "The key '"
            + key.description()
            + "' expires at "
            + key.expires()
            + ". Extend it or create a new key.");
  }
}
