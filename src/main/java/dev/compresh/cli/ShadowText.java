package dev.compresh.cli;

import dev.compresh.usage.ShadowReports;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what each mode would have saved on requests in mode shadow.
 *
 * @param rows a row for each mode
 */
record ShadowText(List<ShadowReports.ShadowRow> rows) {

  void print(PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        "Mode shadow: requests were sent unchanged; what each mode would have saved (not included above):");
    TextTable table =
        new TextTable(
            List.of("MODE"),
            List.of("REQUESTS", "BEFORE", "AFTER", "SAVED", "%", "CHANGED RESULTS"));
    for (ShadowReports.ShadowRow shadowRow : rows) {
      table.row(
          shadowRow.mode(),
          TextTable.count(shadowRow.requests()),
          TextTable.count(shadowRow.original()),
          TextTable.count(shadowRow.optimized()),
          TextTable.count(shadowRow.saved()),
          String.format(Locale.ROOT, "%.1f", shadowRow.savedPercent()),
          TextTable.count(shadowRow.changedResults()));
    }
    table.print(out);
    for (ShadowReports.ShadowRow shadowRow : rows) {
      StringBuilder layers = new StringBuilder();
      shadowRow
          .savedByLayer()
          .forEach(
              (layer, saved) ->
                  layers
                      .append(layers.isEmpty() ? "" : ", ")
                      .append(layer)
                      .append(' ')
                      .append(TextTable.count(saved)));
      if (!layers.isEmpty()) {
        out.println("Tokens by layer, " + shadowRow.mode() + ": " + layers);
      }
    }
  }

  /** The rows as a tree for JSON. */
  List<Map<String, Object>> fields() {
    return rows.stream().map(ShadowText::fields).toList();
  }

  private static Map<String, Object> fields(ShadowReports.ShadowRow shadowRow) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mode", shadowRow.mode());
    fields.put("requests", shadowRow.requests());
    fields.put("original_tokens", shadowRow.original());
    fields.put("optimized_tokens", shadowRow.optimized());
    fields.put("saved_tokens", shadowRow.saved());
    fields.put("savings_percent", shadowRow.savedPercent());
    fields.put("changed_results", shadowRow.changedResults());
    fields.put("saved_by_layer", shadowRow.savedByLayer());
    return fields;
  }
}
