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
record CacheAdviceText(List<CacheAdviceReports.CacheAdviceRow> rows) {

  void print(PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("No cache breaks were found.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of("WHAT", "WHERE", "KEY", "MODEL"),
            List.of("REQUESTS", "%", "TOKENS", "USD", "USD A WEEK"));
    Set<String> kinds = new LinkedHashSet<>();
    for (CacheAdviceReports.CacheAdviceRow cacheAdviceRow : rows) {
      kinds.add(cacheAdviceRow.kind());
      table.row(
          cacheAdviceRow.kind(),
          cacheAdviceRow.place(),
          cacheAdviceRow.keyId(),
          cacheAdviceRow.model(),
          TextTable.count(cacheAdviceRow.requests()),
          String.format(Locale.ROOT, "%.1f", cacheAdviceRow.percent()),
          TextTable.count(cacheAdviceRow.tokens()),
          SavingsText.usd(cacheAdviceRow.micros()),
          SavingsText.usd(cacheAdviceRow.weekMicros()));
    }
    table.print(out);
    out.println();
    kinds.forEach(kind -> out.println(kind + ": " + AdviceKind.textOf(kind)));
  }

  /** The report as a tree for JSON. */
  List<Map<String, Object>> fields() {
    return rows.stream().map(CacheAdviceText::fields).toList();
  }

  private static Map<String, Object> fields(CacheAdviceReports.CacheAdviceRow cacheAdviceRow) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", cacheAdviceRow.kind());
    fields.put("place", cacheAdviceRow.place());
    fields.put("key_id", cacheAdviceRow.keyId());
    fields.put("model", cacheAdviceRow.model());
    fields.put("text", AdviceKind.textOf(cacheAdviceRow.kind()));
    fields.put("requests", cacheAdviceRow.requests());
    fields.put("of_requests", cacheAdviceRow.ofRequests());
    fields.put("percent", cacheAdviceRow.percent());
    fields.put("tokens", cacheAdviceRow.tokens());
    fields.put("micro_usd", cacheAdviceRow.micros());
    fields.put("micro_usd_per_week", cacheAdviceRow.weekMicros());
    return fields;
  }
}
