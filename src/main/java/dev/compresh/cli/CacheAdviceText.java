package dev.compresh.cli;

import dev.compresh.promptcache.AdviceKind;
import dev.compresh.usage.CacheAdviceReports;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prints what breaks clients' caches, with place, share of requests and dollars a week.
 *
 * @param rows the dearest first
 */
record CacheAdviceText(List<CacheAdviceReports.Row> rows) {

  void print(PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("Nothing was found that breaks a cache.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of("WHAT", "WHERE", "KEY", "MODEL"),
            List.of("REQUESTS", "%", "TOKENS", "USD", "USD A WEEK"));
    Set<String> kinds = new LinkedHashSet<>();
    for (CacheAdviceReports.Row row : rows) {
      kinds.add(row.kind());
      table.row(
          row.kind(),
          row.place(),
          row.keyId(),
          row.model(),
          TextTable.count(row.requests()),
          String.format(Locale.ROOT, "%.1f", row.percent()),
          TextTable.count(row.tokens()),
          SavingsText.usd(row.micros()),
          SavingsText.usd(row.weekMicros()));
    }
    table.print(out);
    out.println();
    kinds.forEach(kind -> out.println(kind + ": " + AdviceKind.textOf(kind)));
  }

  /** The report as a tree for JSON. */
  List<Map<String, Object>> fields() {
    return rows.stream().map(CacheAdviceText::fields).toList();
  }

  private static Map<String, Object> fields(CacheAdviceReports.Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", row.kind());
    fields.put("place", row.place());
    fields.put("key_id", row.keyId());
    fields.put("model", row.model());
    fields.put("text", AdviceKind.textOf(row.kind()));
    fields.put("requests", row.requests());
    fields.put("of_requests", row.ofRequests());
    fields.put("percent", row.percent());
    fields.put("tokens", row.tokens());
    fields.put("micro_usd", row.micros());
    fields.put("micro_usd_per_week", row.weekMicros());
    return fields;
  }
}
