package dev.compresh.cli;

import dev.compresh.regret.RegretFigure;
import dev.compresh.regret.RegretKind;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints the report of {@code usage --regrets}: signs that compression took away what was needed.
 *
 * @param rows a row for each layer
 */
record RegretText(List<RegretFigure> rows) {

  void print(PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("Nothing was cut in this period, and no sessions are held out.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of("LAYER"),
            List.of(
                "SESSIONS",
                "CUTS",
                "READ AGAIN",
                "RUN AGAIN",
                "EDIT REFUSED",
                "SAID AGAIN",
                "THINKING DROPPED",
                "REGRETS %",
                "HELD OUT %",
                "SUSPENDED"));
    rows.forEach(row -> table.row(cells(row)));
    table.print(out);
    out.println();
    out.println("CUTS: tool results and messages that the layer changed, each counted once.");
    out.println(
        "REGRETS %: signs per 100 cuts that something was missing. HELD OUT %: the same signs in"
            + " sessions");
    out.println(
        "that are left uncompressed (compress.hold-out), as the baseline. \"-\": nothing to"
            + " compare with.");
    out.println(
        "SUSPENDED: sessions in which the layer is off for new messages because it cost more than it saved.");
  }

  private static String[] cells(RegretFigure row) {
    return Stream.of(
            Stream.of(row.layer(), TextTable.count(row.sessions()), TextTable.count(row.chances())),
            Stream.of(RegretKind.values())
                .map(kind -> TextTable.count(row.regrets().getOrDefault(kind.label(), 0L))),
            Stream.of(
                percent(row.rate(), row.chances()),
                percent(row.baseRate(), row.heldOutChances()),
                TextTable.count(row.suspended())))
        .flatMap(cells -> cells)
        .toArray(String[]::new);
  }

  private static String percent(long perMillion, long chances) {
    return chances == 0 ? "-" : String.format(Locale.ROOT, "%.2f", perMillion / 10_000.0);
  }

  /** The rows as a tree for JSON. */
  List<Map<String, Object>> fields() {
    return rows.stream().map(RegretText::fields).toList();
  }

  private static Map<String, Object> fields(RegretFigure row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("layer", row.layer());
    fields.put("sessions", row.sessions());
    fields.put("cuts", row.chances());
    fields.put("regrets", row.regrets());
    fields.put("regrets_per_million", row.rate());
    fields.put("held_out_cuts", row.heldOutChances());
    fields.put("held_out_regrets", row.heldOutRegrets());
    fields.put("held_out_per_million", row.baseRate());
    fields.put("suspended_sessions", row.suspended());
    return fields;
  }
}
