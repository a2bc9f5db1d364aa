package dev.compresh.cli;

import dev.compresh.compression.topics.CloudTag;
import dev.compresh.session.Session;
import dev.compresh.session.SessionUse;
import dev.compresh.usage.SessionRequest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session on a terminal. */
final class SessionPage {
  private static final int WIDTH = 78;
  private static final int BARS = 10;
  private static final int BAR = 24;

  private final PrintWriter out;

  SessionPage(PrintWriter out) {
    this.out = out;
  }

  void print(Session session, List<CloudTag> tags, List<SessionRequest> rows) {
    SessionUse use = session.use();
    fact("session", session.key().id());
    fact("key", session.key().keyId());
    fact("model", TextTable.printable(String.join(", ", models(rows))));
    fact("first seen", SessionFigures.second(use.first()) + " UTC");
    fact("last seen", SessionFigures.second(use.last()) + " UTC");
    fact("turns", TextTable.count(use.turns()) + " in " + requests(use.requests()));
    fact("tokens before", TextTable.count(use.original()));
    fact("tokens after", TextTable.count(use.forwarded()));
    long saved = use.original() - use.forwarded();
    fact("saved", TextTable.count(saved) + " (" + SessionFigures.percentText(use) + " %)");
    fact("cache reads", TextTable.count(use.cacheRead()));
    out.println();
    terms(tags);
    if (!rows.isEmpty()) {
      out.println();
      history(rows);
    }
  }

  private static String requests(long count) {
    return TextTable.count(count) + (count == 1 ? " request" : " requests");
  }

  private void fact(String name, String value) {
    out.println((name + " ".repeat(14 - name.length()) + value).stripTrailing());
  }

  /** The models of {@code rows}, in the order of their first use. */
  static List<String> models(List<SessionRequest> rows) {
    Set<String> models = new LinkedHashSet<>();
    rows.forEach(row -> models.add(row.model()));
    return new ArrayList<>(models);
  }

  /** The heaviest terms with bars, then the rest in lines. */
  private void terms(List<CloudTag> tags) {
    if (tags.isEmpty()) {
      out.println("No topics are stored for this session.");
      return;
    }
    List<CloudTag> first = tags.subList(0, Math.min(BARS, tags.size()));
    int widest = first.stream().mapToInt(cloudTag -> cloudTag.form().length()).max().orElse(0);
    long most = Math.max(1, tags.getFirst().weight());
    for (CloudTag cloudTag : first) {
      int bar = (int) Math.max(1, BAR * cloudTag.weight() / most);
      String gap = " ".repeat(widest - cloudTag.form().length() + 2);
      out.println(cloudTag.form() + gap + "█".repeat(bar) + " " + share(cloudTag, most));
    }
    StringBuilder line = new StringBuilder();
    for (CloudTag cloudTag : tags.subList(first.size(), tags.size())) {
      String term = cloudTag.form() + " " + share(cloudTag, most);
      if (line.length() + term.length() + 3 > WIDTH) {
        out.println(line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " · ").append(term);
    }
    if (!line.isEmpty()) {
      out.println(line);
    }
  }

  private static long share(CloudTag cloudTag, long most) {
    return Math.max(1, 100 * cloudTag.weight() / most);
  }

  private void history(List<SessionRequest> rows) {
    TextTable table =
        new TextTable(
            List.of("TIME (UTC)", "MODEL", "SAVED BY"),
            List.of("STATUS", "BEFORE", "AFTER", "SAVED", "CACHE READS", "OUTPUT"));
    for (SessionRequest row : rows) {
      table.row(
          SessionFigures.second(row.time()),
          row.model(),
          layers(row.savedByLayer()),
          Integer.toString(row.status()),
          TextTable.count(row.original()),
          TextTable.count(row.forwarded()),
          TextTable.count(row.saved()),
          TextTable.count(row.cacheRead()),
          TextTable.count(row.output()));
    }
    table.print(out);
  }

  private static String layers(Map<String, Long> saved) {
    List<String> parts = new ArrayList<>();
    saved.forEach((layer, tokens) -> parts.add(layer + " " + TextTable.count(tokens)));
    return String.join(", ", parts);
  }
}
