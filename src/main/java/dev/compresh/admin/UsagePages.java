package dev.compresh.admin;

import dev.compresh.account.AccountNames;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.store.Database;
import dev.compresh.usage.report.ContextReports;
import dev.compresh.usage.report.RequestLog;
import dev.compresh.usage.report.RollupReports;
import dev.compresh.usage.report.UsageNames;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Collects the routes over roll-ups and the log of requests. */
public final class UsagePages {
  private final List<AdminRoute> routes = new ArrayList<>();

  public UsagePages(Database database, AccountNames names, InstantSource clock) {
    RollupReports reports = new RollupReports(database);
    GroupNames groups = new GroupNames(names);
    routes.addAll(new UsageSummaryRoutes(reports, new UsageNames(database), clock).routes());
    routes.addAll(new UsageSeriesRoutes(reports, groups, clock).routes());
    routes.addAll(new UsageExportRoutes(reports, groups, clock).routes());
    routes.addAll(new SavingsRoutes(reports, clock).routes());
    routes.addAll(new ContextRoutes(new ContextReports(database), groups, clock).routes());
    routes.addAll(new RequestRoutes(new RequestLog(database), names, clock).routes());
  }

  public List<AdminRoute> routes() {
    return routes;
  }
}
