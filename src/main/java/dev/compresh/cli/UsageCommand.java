package dev.compresh.cli;

import dev.compresh.account.ApiKey;
import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyDirectory;
import dev.compresh.regret.RegretReports;
import dev.compresh.store.Database;
import dev.compresh.usage.CacheAdviceReports;
import dev.compresh.usage.Grouping;
import dev.compresh.usage.SavingsReports;
import dev.compresh.usage.ShadowReports;
import dev.compresh.usage.Totals;
import dev.compresh.usage.UsageReports;
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
      description = "30m, 24h, 7d, 4w or a date (default: ${DEFAULT-VALUE}).")
  String since = "";

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "day",
      description = "day, key, model or session (default: ${DEFAULT-VALUE}).")
  String by = "";

  @Option(
      names = "--savings",
      description = "What compression came to, net of the providers' caches; losses are shown.")
  boolean savings;

  @Option(
      names = "--advice",
      description = "What breaks clients' prompt caches, where, and what that costs.")
  boolean advice;

  @Option(
      names = "--regrets",
      description = "Signs that compression took away what was needed, by layer.")
  boolean regrets;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "With --regrets: of this session alone.")
  @Nullable String session;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  void run(Database database) {
    Grouping grouping =
        Grouping.named(by)
            .orElseThrow(() -> new InvalidField("by", "--by is one of day, key, model, session."));
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
      savings(database, grouping, from, to, reports.savedByLayer(from, to));
      return;
    }
    List<UsageReports.Row> rows = reports.by(grouping, from, to);
    Totals total = reports.total(from, to);
    Map<String, Long> layers = reports.savedByLayer(from, to);
    if (json) {
      json(grouping, from, rows, total, layers);
    } else {
      text(grouping, rows, total, layers, grouping == Grouping.KEY ? names(database) : Map.of());
    }
  }

  private void advice(Database database, Instant from, Instant to) {
    CacheAdviceText text = new CacheAdviceText(new CacheAdviceReports(database).between(from, to));
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("since", from.toString());
      report.put("advice", text.fields());
      output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      text.print(output());
    }
  }

  private void regrets(Database database, Instant from, Instant to) {
    RegretReports.Scope scope = new RegretReports.Scope(null, null, null, session);
    RegretText text = new RegretText(new RegretReports(database).byLayer(scope, from, to));
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("since", from.toString());
      report.put("layers", text.fields());
      output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      text.print(output());
    }
  }

  private void savings(
      Database database, Grouping grouping, Instant from, Instant to, Map<String, Long> layers) {
    Map<String, String> names = grouping == Grouping.KEY ? names(database) : Map.of();
    SavingsText text =
        SavingsText.of(new SavingsReports(database), grouping, from, to, names, layers);
    ShadowText shadow = new ShadowText(new ShadowReports(database).between(from, to));
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("since", from.toString());
      report.putAll(text.fields());
      report.put("shadow", shadow.fields());
      output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      text.print(output());
      shadow.print(output());
    }
  }

  private void text(
      Grouping grouping,
      List<UsageReports.Row> rows,
      Totals total,
      Map<String, Long> layers,
      Map<String, String> names) {
    if (total.requests() == 0) {
      output().println("No requests in that time.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of(grouping.label().toUpperCase(Locale.ROOT)),
            List.of(
                "REQUESTS", "ERRORS", "BEFORE", "AFTER", "SAVED", "%", "CACHE READS", "OUTPUT"));
    rows.forEach(row -> table.row(cells(label(row, names), row.totals())));
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

  private static String label(UsageReports.Row row, Map<String, String> names) {
    String name = names.get(row.label());
    return name == null ? row.label().isEmpty() ? "(none)" : row.label() : row.label() + " " + name;
  }

  private static String[] cells(String label, Totals totals) {
    return new String[] {
      label,
      TextTable.count(totals.requests()),
      TextTable.count(totals.errors()),
      TextTable.count(totals.original()),
      TextTable.count(totals.forwarded()),
      TextTable.count(totals.saved()),
      String.format(Locale.ROOT, "%.1f", totals.savedPercent()),
      TextTable.count(totals.cacheRead()),
      TextTable.count(totals.output())
    };
  }

  private void json(
      Grouping grouping,
      Instant from,
      List<UsageReports.Row> rows,
      Totals total,
      Map<String, Long> layers) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("since", from.toString());
    report.put("by", grouping.label());
    report.put("rows", rows.stream().map(row -> fields(row.label(), row.totals())).toList());
    report.put("total", fields("total", total));
    report.put("saved_by_layer", layers);
    output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
  }

  private static Map<String, Object> fields(String label, Totals totals) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", label);
    fields.put("requests", totals.requests());
    fields.put("errors", totals.errors());
    fields.put("original_tokens", totals.original());
    fields.put("optimized_tokens", totals.forwarded());
    fields.put("saved_tokens", totals.saved());
    fields.put("savings_percent", totals.savedPercent());
    fields.put("input_tokens", totals.input());
    fields.put("cache_read_tokens", totals.cacheRead());
    fields.put("cache_write_tokens", totals.cacheWrite());
    fields.put("output_tokens", totals.output());
    fields.put("overhead_micros", totals.overheadMicros());
    fields.put("unpriced_requests", totals.unpriced());
    fields.put("unpriced_tokens", totals.unpricedTokens());
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
