package dev.compresh.cli;

import dev.compresh.account.ApiKey;
import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyAdmin;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.UsdAmount;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The spend cap of a key. */
final class CapOptions {
  @Option(
      names = "--cap",
      paramLabel = "USD",
      description = "Spend cap in USD, such as 20 or 12.50; none removes it.")
  private @Nullable String cap;

  @Option(
      names = "--cap-period",
      paramLabel = "PERIOD",
      defaultValue = "month",
      description =
          "Period after which the cap resets: none, day or month (default: ${DEFAULT-VALUE}).")
  private String period = "month";

  /**
   * Returns what is to be done with the key's cap, in the transaction of its change.
   *
   * @throws InvalidField for what is no amount or no period
   */
  KeyAdmin.KeyChangeExtension also() {
    return extension(cap, period);
  }

  /** Sets or removes the cap of a key. */
  static KeyAdmin.KeyChangeExtension extension(@Nullable String given, String period) {
    if (given == null) {
      return KeyAdmin.KeyChangeExtension.NOTHING;
    }
    if (given.strip().equals("none")) {
      return CapOptions::remove;
    }
    BudgetPeriod begins =
        BudgetPeriod.named(period)
            .orElseThrow(
                () -> new InvalidField("cap-period", "--cap-period must be none, day or month."));
    long micros =
        UsdAmount.micros(given)
            .filter(m -> m >= 0 && m <= SpendCap.MOST)
            .orElseThrow(
                () ->
                    new InvalidField(
                        "cap",
                        "--cap must be an amount in USD with at most six decimals, such as 12.50."));
    return (handle, key) -> set(handle, new SpendCap(BudgetScope.KEY, key.id(), micros, begins));
  }

  private static Map<String, String> remove(Handle handle, ApiKey key) {
    return CapTable.remove(handle, BudgetScope.KEY, key.id())
        ? Map.of("spend_cap", "none")
        : Map.of();
  }

  private static Map<String, String> set(Handle handle, SpendCap cap) {
    CapTable.set(handle, cap);
    return Map.of("spend_cap", UsdAmount.text(cap.micros()) + " USD, " + cap.period().label());
  }
}
