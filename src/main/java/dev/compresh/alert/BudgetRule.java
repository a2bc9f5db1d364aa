package dev.compresh.alert;

import dev.compresh.budget.CapStandings;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.UsdAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds budgets of which a half, four fifths or all is used. A budget that passes several of these
 * at once is found once, for the highest.
 */
public final class BudgetRule implements AlertRule {
  private static final List<Integer> THRESHOLDS = List.of(100, 80, 50);

  private final CapStandings standings;

  public BudgetRule(CapStandings standings) {
    this.standings = standings;
  }

  @Override
  public List<AlertFinding> find(Instant now) {
    List<AlertFinding> findings = new ArrayList<>();
    for (CapStandings.OwnedStatus owned : standings.all(now)) {
      for (int threshold : THRESHOLDS) {
        if (isReached(owned, threshold)) {
          findings.add(finding(owned, threshold));
          break;
        }
      }
    }
    return findings;
  }

  private static boolean isReached(CapStandings.OwnedStatus owned, int threshold) {
    long micros = owned.status().cap().micros();
    return owned.status().spent() > 0
        && owned.status().spent() >= Math.ceilDiv(micros * threshold, 100L);
  }

  private static AlertFinding finding(CapStandings.OwnedStatus owned, int threshold) {
    SpendCap cap = owned.status().cap();
    String what = cap.scope().label() + " " + cap.id();
    return new AlertFinding(
        owned.orgId(),
        AlertKind.BUDGET_THRESHOLD,
        what + " " + threshold + "%",
        // A cap that is changed is another one.
        cap.period().label() + " " + owned.firstDay() + " cap " + cap.micros(),
        threshold
            + " % of the budget of "
            + what
            + " is used: "
            + UsdAmount.text(owned.status().spent())
            + " of "
            + UsdAmount.text(cap.micros())
            + " USD"
            + (threshold == 100 ? ". Requests are refused until it is reset or raised." : "."));
  }
}
