package dev.compresh.cli;

import dev.compresh.budget.Books;
import dev.compresh.budget.Budget;
import dev.compresh.budget.Caps;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.Usd;
import dev.compresh.budget.Warning;
import dev.compresh.config.MoneyConfig;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.Bookkeeper;
import dev.compresh.pipeline.PipelineParts;
import dev.compresh.store.Database;
import dev.compresh.store.Instances;
import dev.compresh.usage.Bookkeeping;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The money of a running program, wired. */
final class Money implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Money.class);

  private final Database database;
  private final Metrics metrics;
  private final Budget budget;
  private final Books books;

  Money(Database database, Metrics metrics, InstantSource clock) {
    this.database = database;
    this.metrics = metrics;
    this.budget = new Budget(database, new Instances(database.folder()), clock);
    this.books = new Books(budget, clock, this::warn);
    metrics.gauge(
        "compresh.reservations.held", "requests under way that hold money", budget::holds);
    metrics.gauge(
        "compresh.reservations.held.usd", "what they hold", () -> budget.held() / 1_000_000.0);
  }

  private void warn(Warning warning) {
    metrics.budgetWarning(warning.cap().scope().label());
    LOG.warn(
        "nine tenths of the spend cap of {} {} are used: {} of {} USD",
        warning.cap().scope().label(),
        warning.cap().id(),
        Usd.text(warning.spent()),
        Usd.text(warning.cap().micros()));
  }

  Bookkeeping bookkeeping() {
    return new Bookkeeper(books);
  }

  PipelineParts.Money parts(MoneyConfig config) {
    return new PipelineParts.Money(
        budget, new Caps(database), new Ledger(database), new SpendReports(database), config);
  }

  @Override
  public void close() {
    budget.close();
  }
}
