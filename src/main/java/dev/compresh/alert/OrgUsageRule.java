package dev.compresh.alert;

import dev.compresh.budget.UsdAmount;
import dev.compresh.usage.RollupTime;
import dev.compresh.usage.report.OrgUsageReports;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds organisations whose requests fail, days on which compression cost more than it saved, and
 * models without a price.
 */
public final class OrgUsageRule implements AlertRule {
  /** Fewer requests say nothing. */
  private static final long ENOUGH = 20;

  private static final long MOST_PERCENT = 20;

  private final OrgUsageReports reports;

  public OrgUsageRule(OrgUsageReports reports) {
    this.reports = reports;
  }

  @Override
  public List<AlertFinding> find(Instant now) {
    List<AlertFinding> findings = new ArrayList<>();
    long hour = RollupTime.hour(now);
    reports.hours(hour - 1, hour + 1).forEach(usage -> errors(findings, usage, hour));
    long day = RollupTime.day(now);
    reports.day(day - 1).forEach(usage -> losses(findings, usage, day - 1));
    reports.unpriced(day).forEach(model -> findings.add(price(model, day)));
    return findings;
  }

  private static void errors(
      List<AlertFinding> findings, OrgUsageReports.OrgUsage usage, long hour) {
    long percent = usage.requests() == 0 ? 0 : usage.errors() * 100 / usage.requests();
    if (usage.requests() >= ENOUGH && percent >= MOST_PERCENT) {
      findings.add(
          new AlertFinding(
              usage.orgId(),
              AlertKind.ERROR_RATE,
              "requests",
              RollupTime.hourStart(hour).toString(),
              percent
                  + " % of the requests since "
                  + RollupTime.hourStart(hour - 1)
                  + " failed: "
                  + usage.errors()
                  + " of "
                  + usage.requests()
                  + "."));
    }
  }

  private static void losses(
      List<AlertFinding> findings, OrgUsageReports.OrgUsage usage, long day) {
    if (usage.requests() >= ENOUGH && usage.netMicros() < 0) {
      findings.add(
          new AlertFinding(
              usage.orgId(),
              AlertKind.NET_SAVING_NEGATIVE,
              "saving",
              LocalDate.ofEpochDay(day).toString(),
              "On "
                  + LocalDate.ofEpochDay(day)
                  + " compression cost "
                  + UsdAmount.text(-usage.netMicros())
                  + " USD more than it saved. See 'compresh usage savings' for the reason."));
    }
  }

  private static AlertFinding price(OrgUsageReports.UnpricedModel model, long day) {
    return new AlertFinding(
        model.orgId(),
        AlertKind.PRICE_MISSING,
        model.model(),
        LocalDate.ofEpochDay(day).toString(),
        "The catalogue has no price for '"
            + model.model()
            + "': "
            + model.requests()
            + " requests of today count as free. Set one with 'compresh model set'.");
  }
}
