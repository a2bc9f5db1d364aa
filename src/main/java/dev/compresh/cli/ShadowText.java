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
record ShadowText(List<ShadowReports.Row> rows) {

  void print(PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.println("Mode shadow: sent unchanged; what each mode would have saved (not in the above):");
    TextTable table =
        new TextTable(
            List.of("MODE"),
            List.of("REQUESTS", "BEFORE", "AFTER", "SAVED", "%", "CHANGED RESULTS"));
    for (ShadowReports.Row row : rows) {
      table.row(
          row.mode(),
          TextTable.count(row.requests()),
          TextTable.count(row.original()),
          TextTable.count(row.optimized()),
          TextTable.count(row.saved()),
          String.format(Locale.ROOT, "%.1f", row.savedPercent()),
          TextTable.count(row.changedResults()));
    }
    table.print(out);
    for (ShadowReports.Row row : rows) {
      StringBuilder layers = new StringBuilder();
      row.savedByLayer()
          .forEach(
              (layer, saved) ->
                  layers
                      .append(layers.isEmpty() ? "" : ", ")
                      .append(layer)
                      .append(' ')
                      .append(TextTable.count(saved)));
      if (!layers.isEmpty()) {
        out.println("Tokens by layer, " + row.mode() + ": " + layers);
      }
    }
  }

  /** The rows as a tree for JSON. */
  List<Map<String, Object>> fields() {
    return rows.stream().map(ShadowText::fields).toList();
  }

  private static Map<String, Object> fields(ShadowReports.Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mode", row.mode());
    fields.put("requests", row.requests());
    fields.put("original_tokens", row.original());
    fields.put("optimized_tokens", row.optimized());
    fields.put("saved_tokens", row.saved());
    fields.put("savings_percent", row.savedPercent());
    fields.put("changed_results", row.changedResults());
    fields.put("saved_by_layer", row.savedByLayer());
    return fields;
  }
}
