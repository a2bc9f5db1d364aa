package dev.compresh.cli;

import dev.compresh.account.ApiKey;
import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyDirectory;
import dev.compresh.regret.RegretReports;
import dev.compresh.store.Database;
import dev.compresh.usage.CacheAdviceReports;
import dev.compresh.usage.SavingsReports;
import dev.compresh.usage.ShadowReports;
import dev.compresh.usage.UsageGrouping;
import dev.compresh.usage.UsageReports;
import dev.compresh.usage.UsageTotals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh usage}: what was asked, saved and paid for. */
@Command(
    name = "usage",
    description = "Show requests, tokens before and after compression, and cache reads.",
    mixinStandardHelpOptions = true)
final class UsageCommand extends StoreCommand {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "Start of the period: 30m, 24h, 7d, 4w or a date (default: ${DEFAULT-VALUE}).")
  String since = "";

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "day",
      description = "Group by day, key, model or session (default: ${DEFAULT-VALUE}).")
  String by = "";

  @Option(
      names = "--savings",
      description =
          "Show the net saving of compression after provider caches; losses are included.")
  boolean savings;

  @Option(
      names = "--advice",
      description = "Show what breaks clients' prompt caches, where, and what it costs.")
  boolean advice;

  @Option(
      names = "--regrets",
      description = "Show signs that compression removed needed content, by layer.")
  boolean regrets;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "With --regrets: only this session.")
  @Nullable String session;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void run(Database database) {
    UsageGrouping usageGrouping =
        UsageGrouping.named(by)
            .orElseThrow(() -> new InvalidField("by", "--by must be day, key, model or session."));
    Instant to = Instant.now().plusSeconds(1);
    Instant from = TimeSpan.parse(since, to);
    if (advice) {
      advice(database, from, to);
      return;
    }
    if (regrets) {
      regrets(database, from, to);
      return;
    }
    UsageReports reports = new UsageReports(database);
    if (savings) {
      savings(database, usageGrouping, from, to, reports.savedByLayer(from, to));
      return;
    }
    List<UsageReports.UsageRow> rows = reports.groupBy(usageGrouping, from, to);
    UsageTotals total = reports.total(from, to);
    Map<String, Long> layers = reports.savedByLayer(from, to);
    if (json) {
      json(usageGrouping, from, rows, total, layers);
    } else {
      text(
          usageGrouping,
          rows,
          total,
          layers,
          usageGrouping == UsageGrouping.KEY ? names(database) : Map.of());
    }
  }

  private void advice(Database database, Instant from, Instant to) {
    CacheAdviceText text =
        new CacheAdviceText(new CacheAdviceReports(database).sumBetween(from, to));
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("since", from.toString());
      report.put("advice", text.fields());
      output()
          .println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      text.print(output());
    }
  }

  private void regrets(Database database, Instant from, Instant to) {
    RegretReports.RegretScope regretScope =
        new RegretReports.RegretScope(null, null, null, session);
    RegretText text = new RegretText(new RegretReports(database).byLayer(regretScope, from, to));
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("since", from.toString());
      report.put("layers", text.fields());
      output()
          .println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      text.print(output());
    }
  }

  private void savings(
      Database database,
      UsageGrouping usageGrouping,
      Instant from,
      Instant to,
      Map<String, Long> layers) {
    Map<String, String> names = usageGrouping == UsageGrouping.KEY ? names(database) : Map.of();
    SavingsText text =
        SavingsText.of(new SavingsReports(database), usageGrouping, from, to, names, layers);
    ShadowText shadow = new ShadowText(new ShadowReports(database).sumBetween(from, to));
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("since", from.toString());
      report.putAll(text.fields());
      report.put("shadow", shadow.fields());
      output()
          .println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      text.print(output());
      shadow.print(output());
    }
  }

  private void text(
      UsageGrouping usageGrouping,
      List<UsageReports.UsageRow> rows,
      UsageTotals total,
      Map<String, Long> layers,
      Map<String, String> names) {
    if (total.requests() == 0) {
      output().println("No requests in this period.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of(usageGrouping.label().toUpperCase(Locale.ROOT)),
            List.of(
                "REQUESTS", "ERRORS", "BEFORE", "AFTER", "SAVED", "%", "CACHE READS", "OUTPUT"));
    rows.forEach(usageRow -> table.row(cells(label(usageRow, names), usageRow.totals())));
    if (rows.size() > 1) {
      table.row(cells("total", total));
    }
    table.print(output());
    if (total.unpriced() > 0) {
      output().println();
      output()
          .println(
              "Unpriced: "
                  + TextTable.count(total.unpriced())
                  + " requests, "
                  + TextTable.count(total.unpricedTokens())
                  + " tokens, of models without a price ('compresh status' lists them).");
    }
    if (!layers.isEmpty()) {
      StringBuilder line = new StringBuilder("Tokens saved by layer:");
      layers.forEach(
          (layer, saved) ->
              line.append(' ')
                  .append(layer)
                  .append(' ')
                  .append(TextTable.count(saved))
                  .append(','));
      output().println();
      output().println(line.substring(0, line.length() - 1));
    }
  }

  private static String label(UsageReports.UsageRow usageRow, Map<String, String> names) {
    String name = names.get(usageRow.label());
    return name == null
        ? usageRow.label().isEmpty() ? "(none)" : usageRow.label()
        : usageRow.label() + " " + name;
  }

  private static String[] cells(String label, UsageTotals usageTotals) {
    return new String[] {
      label,
      TextTable.count(usageTotals.requests()),
      TextTable.count(usageTotals.errors()),
      TextTable.count(usageTotals.original()),
      TextTable.count(usageTotals.forwarded()),
      TextTable.count(usageTotals.saved()),
      String.format(Locale.ROOT, "%.1f", usageTotals.savedPercent()),
      TextTable.count(usageTotals.cacheRead()),
      TextTable.count(usageTotals.output())
    };
  }

  private void json(
      UsageGrouping usageGrouping,
      Instant from,
      List<UsageReports.UsageRow> rows,
      UsageTotals total,
      Map<String, Long> layers) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("since", from.toString());
    report.put("by", usageGrouping.label());
    report.put(
        "rows",
        rows.stream().map(usageRow -> fields(usageRow.label(), usageRow.totals())).toList());
    report.put("total", fields("total", total));
    report.put("saved_by_layer", layers);
    output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
  }

  private static Map<String, Object> fields(String label, UsageTotals usageTotals) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", label);
    fields.put("requests", usageTotals.requests());
    fields.put("errors", usageTotals.errors());
    fields.put("original_tokens", usageTotals.original());
    fields.put("optimized_tokens", usageTotals.forwarded());
    fields.put("saved_tokens", usageTotals.saved());
    fields.put("savings_percent", usageTotals.savedPercent());
    fields.put("input_tokens", usageTotals.input());
    fields.put("cache_read_tokens", usageTotals.cacheRead());
    fields.put("cache_write_tokens", usageTotals.cacheWrite());
    fields.put("output_tokens", usageTotals.output());
    fields.put("overhead_micros", usageTotals.overheadMicros());
    fields.put("unpriced_requests", usageTotals.unpriced());
    fields.put("unpriced_tokens", usageTotals.unpricedTokens());
    return fields;
  }

  private static Map<String, String> names(Database database) {
    Map<String, String> names = new HashMap<>();
    for (ApiKey key : new KeyDirectory(database, InstantSource.system()).list(null)) {
      names.put(key.id(), key.description());
    }
    return names;
  }
}
