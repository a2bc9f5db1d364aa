package dev.compresh.cli;

import dev.compresh.usage.CacheSavings;
import dev.compresh.usage.NetSavings;
import dev.compresh.usage.SavingsReports;
import dev.compresh.usage.UsageGrouping;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of {@code usage --savings}: what compression came to, net of the providers' caches.
 *
 * @param names what to show next to labels
 * @param layers tokens saved by each layer
 */
record SavingsText(
    UsageGrouping grouping,
    List<SavingsReports.SavingsRow> rows,
    NetSavings total,
    NetSavings compressed,
    NetSavings heldOut,
    Map<String, String> names,
    Map<String, Long> layers) {

  static SavingsText of(
      SavingsReports reports,
      UsageGrouping usageGrouping,
      Instant from,
      Instant to,
      Map<String, String> names,
      Map<String, Long> layers) {
    return new SavingsText(
        usageGrouping,
        reports.groupBy(usageGrouping, from, to),
        reports.total(from, to),
        reports.group(false, from, to),
        reports.group(true, from, to),
        names,
        layers);
  }

  void print(PrintWriter out) {
    if (total.requests() == 0) {
      out.println("No costs in this period.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of(grouping.label().toUpperCase(Locale.ROOT)),
            List.of(
                "REQUESTS",
                "BEFORE",
                "AFTER",
                "CACHE READS",
                "UNCOMPRESSED",
                "PAID",
                "NET SAVING",
                "%",
                "USD",
                "BUSTS"));
    rows.forEach(savingsRow -> table.row(cells(label(savingsRow.label()), savingsRow.savings())));
    if (rows.size() > 1) {
      table.row(cells("total", total));
    }
    table.print(out);
    out.println();
    out.println(
        "UNCOMPRESSED, PAID and NET SAVING are input in fresh-token equivalents: a cache read"
            + " counts a tenth, a write 1.25 or 2.");
    out.println(
        "UNCOMPRESSED includes the cache hits that would have happened without compression; a saving below"
            + " zero is a loss.");
    cache(out);
    notes(out);
  }

  private void cache(PrintWriter out) {
    CacheSavings cache = total.cache();
    out.println();
    out.println(
        "Cache breakpoints set by Compresh ("
            + TextTable.count(cache.marked())
            + " requests): "
            + tokens(cache.markedUnits())
            + " saved, USD "
            + usd(cache.markedMicros())
            + "; writes cost "
            + tokens(cache.writeUnits())
            + " of it, and "
            + TextTable.count(cache.unreadTokens())
            + " tokens were written and not read back.");
    out.println(
        "Prompt caching by clients or providers themselves (not counted as saving): "
            + tokens(cache.ownUnits())
            + " saved, USD "
            + usd(cache.ownMicros())
            + ".");
  }

  private void notes(PrintWriter out) {
    if (total.unpriced() > 0) {
      out.println(
          "USD does not include "
              + TextTable.count(total.unpriced())
              + " requests to models without a known price.");
    }
    if (!layers.isEmpty()) {
      out.println("Tokens saved by layer: " + layerList());
    }
    if (heldOut.requests() > 0) {
      out.println();
      TextTable groups =
          new TextTable(
              List.of("SESSIONS"),
              List.of("REQUESTS", "BEFORE", "AFTER", "CACHE READS", "PAID PER 100 BEFORE"));
      groups.row(group("compressed", compressed));
      groups.row(group("held out", heldOut));
      groups.print(out);
    }
  }

  private String layerList() {
    StringBuilder list = new StringBuilder();
    layers.forEach(
        (layer, saved) ->
            list.append(list.isEmpty() ? "" : ", ")
                .append(layer)
                .append(' ')
                .append(TextTable.count(saved)));
    return list.toString();
  }

  private String label(String label) {
    String name = names.get(label);
    return name == null ? label.isEmpty() ? "(none)" : label : label + " " + name;
  }

  private static String[] cells(String label, NetSavings netSavings) {
    return new String[] {
      label,
      TextTable.count(netSavings.requests()),
      TextTable.count(netSavings.original()),
      TextTable.count(netSavings.forwarded()),
      TextTable.count(netSavings.cacheRead()),
      tokens(netSavings.uncompressedUnits()),
      tokens(netSavings.paidUnits()),
      tokens(netSavings.netUnits()),
      String.format(Locale.ROOT, "%.1f", netSavings.netPercent()),
      netSavings.unpriced() == netSavings.requests() ? "-" : usd(netSavings.netMicros()),
      TextTable.count(netSavings.busts())
    };
  }

  private static String[] group(String label, NetSavings netSavings) {
    return new String[] {
      label,
      TextTable.count(netSavings.requests()),
      TextTable.count(netSavings.original()),
      TextTable.count(netSavings.forwarded()),
      TextTable.count(netSavings.cacheRead()),
      String.format(Locale.ROOT, "%.1f", netSavings.paidPerHundred())
    };
  }

  /** Hundredths of a token as whole tokens. */
  private static String tokens(long units) {
    return TextTable.count(Math.round(units / 100.0));
  }

  /** Micro-USD as USD, to the hundredth of a cent. */
  static String usd(long micros) {
    return String.format(Locale.ROOT, "%,.4f", micros / 1e6);
  }

  /** The report as a tree for JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("by", grouping.label());
    fields.put(
        "rows",
        rows.stream().map(savingsRow -> fields(savingsRow.label(), savingsRow.savings())).toList());
    fields.put("total", fields("total", total));
    fields.put("compressed", fields("compressed", compressed));
    fields.put("held_out", fields("held out", heldOut));
    fields.put("saved_by_layer", layers);
    return fields;
  }

  private static Map<String, Object> fields(String label, NetSavings netSavings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", label);
    fields.put("requests", netSavings.requests());
    fields.put("unpriced_requests", netSavings.unpriced());
    fields.put("original_tokens", netSavings.original());
    fields.put("optimized_tokens", netSavings.forwarded());
    fields.put("cache_read_tokens", netSavings.cacheRead());
    fields.put("uncompressed_token_hundredths", netSavings.uncompressedUnits());
    fields.put("paid_token_hundredths", netSavings.paidUnits());
    fields.put("net_token_hundredths", netSavings.netUnits());
    fields.put("net_percent", netSavings.netPercent());
    fields.put("uncompressed_micro_usd", netSavings.uncompressedMicros());
    fields.put("paid_micro_usd", netSavings.paidMicros());
    fields.put("net_micro_usd", netSavings.netMicros());
    fields.put("cache_busts", netSavings.busts());
    CacheSavings cache = netSavings.cache();
    Map<String, Object> marks = new LinkedHashMap<>();
    marks.put("requests", cache.marked());
    marks.put("net_token_hundredths", cache.markedUnits());
    marks.put("net_micro_usd", cache.markedMicros());
    marks.put("write_token_hundredths", cache.writeUnits());
    marks.put("write_micro_usd", cache.writeMicros());
    marks.put("unread_write_tokens", cache.unreadTokens());
    fields.put("cache_marks", marks);
    fields.put("own_cache_token_hundredths", cache.ownUnits());
    fields.put("own_cache_micro_usd", cache.ownMicros());
    return fields;
  }
}
