package dev.compresh.bench;

import dev.compresh.budget.BillingTerms;
import dev.compresh.budget.Budget;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.Payer;
import dev.compresh.budget.Reservation;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.SpendEntry;
import dev.compresh.budget.SpendRecorder;
import dev.compresh.budget.TopUps;
import dev.compresh.dialect.Usage;
import dev.compresh.limit.LimitDecision;
import dev.compresh.limit.LocalRateLimiter;
import dev.compresh.store.Database;
import dev.compresh.store.FolderInstances;
import dev.compresh.usage.InputRates;
import dev.compresh.usage.TokenPrice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Microseconds that money takes of a request: to ask and hold, with and without something to be
 * bounded by; to calculate its cost; to enter it into the books, 500 requests to a transaction. Its
 * {@code main} runs it.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
public class MoneyBenchmark {
  private static final int GROUP = 500;
  private static final long MUCH = 900_000_000_000_000L;
  private static final Payer FREE = new Payer("org_free", "usr_free", "key_free");
  private static final Payer BOUND = new Payer("org_bound", "usr_bound", "key_bound");
  private static final CostEstimate ESTIMATE = new CostEstimate(5_000, 5_000, 5_000);
  private static final Usage USAGE = new Usage(1_200, 30_000, 2_000, 0, 550, 128);
  private static final TokenPrice PRICE =
      TokenPrice.of(InputRates.perMillion(3_000_000, 300_000, 3_750_000, 6_000_000), 15_000_000);

  private final LocalRateLimiter limiter = new LocalRateLimiter();
  private final Path folder = folder();
  private Database database = open();
  private Budget budget = new Budget(database, new FolderInstances(folder), InstantSource.system());
  private SpendRecorder spendRecorder = new SpendRecorder(budget, InstantSource.system(), _ -> {});
  private long events;

  private static Path folder() {
    try {
      return Files.createTempDirectory("money");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Database open() {
    try {
      return Database.open(folder);
    } catch (dev.compresh.store.OpenException e) {
      throw new IllegalStateException(e);
    }
  }

  @Setup(Level.Trial)
  public void bounds() throws InterruptedException {
    new TopUps(database, InstantSource.system()).add(BOUND.orgId(), MUCH, "bench", "");
    database.commit(
        handle -> {
          CapTable.set(
              handle, new SpendCap(BudgetScope.KEY, BOUND.keyId(), MUCH, BudgetPeriod.MONTH));
          CapTable.set(
              handle, new SpendCap(BudgetScope.USER, BOUND.userId(), MUCH, BudgetPeriod.MONTH));
          CapTable.set(
              handle, new SpendCap(BudgetScope.ORG, BOUND.orgId(), MUCH, BudgetPeriod.MONTH));
          return true;
        });
    Thread.sleep(1_000);
  }

  @TearDown(Level.Trial)
  public void close() {
    budget.close();
    database.close();
  }

  private Reservation hold(Payer payer) {
    Instant now = Instant.now();
    BillingTerms billingTerms = budget.terms(payer).orElseThrow();
    if (!billingTerms.unlimited() && budget.refusal(billingTerms, now, false) != null) {
      throw new IllegalStateException("refused");
    }
    Reservation reservation = budget.reserve(billingTerms, now, ESTIMATE);
    if (reservation instanceof Reservation.ReservedMoney(MoneyHold moneyHold)) {
      moneyHold.release();
    }
    return reservation;
  }

  @Benchmark
  public Reservation hold_withNothingThatBounds() {
    return hold(FREE);
  }

  @Benchmark
  public Reservation hold_ofABalanceAndThreeBudgets() {
    return hold(BOUND);
  }

  @Benchmark
  public long cost() {
    return PRICE.cost(USAGE);
  }

  @Benchmark
  public LimitDecision limit() {
    return limiter.take("key", 2_000);
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public int books_withNothingThatBounds() {
    return write(FREE);
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public int books_ofABalanceAndThreeBudgets() {
    return write(BOUND);
  }

  private int write(Payer payer) {
    Instant now = Instant.now();
    List<SpendEntry> entries = new ArrayList<>(GROUP);
    List<String> ids = new ArrayList<>(GROUP);
    for (int i = 0; i < GROUP; i++) {
      String id = "%026d".formatted(events++);
      BillingTerms billingTerms = budget.terms(payer).orElseThrow();
      if (budget.reserve(billingTerms, now, ESTIMATE)
          instanceof Reservation.ReservedMoney(MoneyHold moneyHold)) {
        moneyHold.settle(id, 4_000, 4_000);
      }
      ids.add(id);
      entries.add(
          new SpendEntry(
              id, now, payer, 4_000, 4_000, new SpendEntry.EntryUsage(false, 9, 8, 7, 0, 0, 2)));
    }
    SpendRecorder.SpendPage spendPage = spendRecorder.open(ids);
    boolean written = false;
    try {
      database.commit(
          handle -> {
            spendPage.write(handle, entries);
            return entries.size();
          });
      written = true;
    } finally {
      spendPage.close(written);
    }
    return entries.size();
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(MoneyBenchmark.class.getSimpleName())
                .build())
        .run();
  }
}
