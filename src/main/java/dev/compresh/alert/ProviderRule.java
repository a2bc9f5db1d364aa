package dev.compresh.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Finds providers that fail and are left alone for a while; once an hour each. */
public final class ProviderRule implements AlertRule {
  private final Supplier<List<String>> coolingDown;

  /**
   * @param coolingDown names of providers that are left alone for a while
   */
  public ProviderRule(Supplier<List<String>> coolingDown) {
    this.coolingDown = coolingDown;
  }

  @Override
  public List<AlertFinding> find(Instant now) {
    return coolingDown.get().stream()
        .map(
            provider ->
                new AlertFinding(
                    "",
                    AlertKind.PROVIDER_DOWN,
                    provider,
                    now.truncatedTo(ChronoUnit.HOURS).toString(),
                    "The provider '" + provider + "' fails and is left alone for a while."))
        .toList();
  }
}
