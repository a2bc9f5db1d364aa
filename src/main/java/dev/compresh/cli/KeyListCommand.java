package dev.compresh.cli;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.KeyState;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.SpendTotals;
import dev.compresh.budget.UsdAmount;
import dev.compresh.store.Database;
import dev.compresh.usage.UsageGrouping;
import dev.compresh.usage.UsageReports;
import dev.compresh.usage.UsageTotals;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh key list}: all keys and what they have used so far. */
@Command(
    name = "list",
    description = "List keys with their state, last use and usage.",
    mixinStandardHelpOptions = true)
final class KeyListCommand extends StoreCommand {
  private static final UsageTotals NONE = new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  @Option(names = "--all", description = "Include revoked keys.")
  boolean all;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void run(Database database) {
    List<ApiKey> keys =
        new KeyDirectory(database, InstantSource.system())
            .list(null).stream().filter(key -> all || key.state() != KeyState.REVOKED).toList();
    Map<String, UsageTotals> used = new HashMap<>();
    for (UsageReports.UsageRow usageRow :
        new UsageReports(database)
            .groupBy(UsageGrouping.KEY, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE))) {
      used.put(usageRow.label(), usageRow.totals());
    }
    Map<String, SpendTotals> spent = new SpendReports(database).keys(null);
    if (json) {
      output()
          .println(
              new JsonMapper()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(
                      keys.stream()
                          .map(
                              key ->
                                  fields(
                                      key,
                                      used.getOrDefault(key.id(), NONE),
                                      spent.getOrDefault(key.id(), SpendTotals.NONE)))
                          .toList()));
      return;
    }
    TextTable table =
        new TextTable(
            List.of("ID", "ENDS IN", "DESCRIPTION", "STATE", "CREATED", "EXPIRES", "LAST USED"),
            List.of("RPM", "REQUESTS", "TOKENS", "SAVED", "SPEND USD"));
    for (ApiKey key : keys) {
      UsageTotals usageTotals = used.getOrDefault(key.id(), NONE);
      table.row(
          key.id(),
          "…" + key.last4(),
          key.description(),
          state(key),
          key.created().toString().substring(0, 10),
          key.expires() == null ? "never" : minute(key.expires()),
          key.lastUsed() == null ? "never" : minute(key.lastUsed()),
          key.requestsPerMinute() == 0 ? "default" : TextTable.count(key.requestsPerMinute()),
          TextTable.count(usageTotals.requests()),
          TextTable.count(usageTotals.original()),
          TextTable.count(usageTotals.saved()),
          UsdAmount.text(spent.getOrDefault(key.id(), SpendTotals.NONE).cost()));
    }
    table.print(output());
  }

  private static String state(ApiKey key) {
    return key.state() == KeyState.ACTIVE && key.expired(Instant.now())
        ? "expired"
        : key.state().name().toLowerCase(Locale.ROOT);
  }

  private static String minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static Map<String, @Nullable Object> fields(
      ApiKey key, UsageTotals usageTotals, SpendTotals spent) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", key.id());
    fields.put("last4", key.last4());
    fields.put("description", key.description());
    fields.put("state", state(key));
    fields.put("created", key.created().toString());
    fields.put("expires", key.expires() == null ? null : key.expires().toString());
    fields.put("last_used", key.lastUsed() == null ? null : key.lastUsed().toString());
    fields.put(
        "requests_per_minute", key.requestsPerMinute() == 0 ? null : key.requestsPerMinute());
    fields.put("mode", key.mode());
    fields.put("objective", key.objective());
    fields.put("cache", key.cache());
    fields.put("models", key.models());
    fields.put("requests", usageTotals.requests());
    fields.put("original_tokens", usageTotals.original());
    fields.put("saved_tokens", usageTotals.saved());
    fields.put("spend_micros", spent.cost());
    return fields;
  }
}
