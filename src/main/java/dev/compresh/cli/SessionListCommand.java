package dev.compresh.cli;

import dev.compresh.app.MasterKeys;
import dev.compresh.compression.topics.CloudTag;
import dev.compresh.compression.topics.TagCloud;
import dev.compresh.session.Session;
import dev.compresh.session.SessionReports;
import dev.compresh.session.SessionUse;
import dev.compresh.session.StateSeal;
import dev.compresh.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh session list}: the latest sessions, a line each. */
@Command(
    name = "list",
    description = "List the sessions of the last seven days, most recently used first.",
    mixinStandardHelpOptions = true)
final class SessionListCommand extends StoreCommand {
  private static final int TERMS = 4;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "30",
      description = "Maximum number of sessions (default: ${DEFAULT-VALUE}).")
  int most;

  @Option(names = "--key", paramLabel = "ID", description = "Only sessions of this key.")
  @Nullable String key;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void run(Database database) {
    SessionReports reports =
        new SessionReports(database, new StateSeal(MasterKeys.open(config(), database)));
    List<Session> sessions = reports.recent(key, Math.max(0, most));
    if (json) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Session session : sessions) {
        Map<String, Object> fields = SessionFigures.fields(session);
        fields.put("tags", SessionFigures.tags(SessionFigures.cloud(reports, session), TERMS));
        rows.add(fields);
      }
      output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else if (sessions.isEmpty()) {
      output().println("No sessions in the last seven days.");
    } else {
      TextTable table =
          new TextTable(
              List.of("SESSION", "KEY", "LAST SEEN (UTC)", "ABOUT"),
              List.of("TURNS", "REQUESTS", "BEFORE", "AFTER", "SAVED", "%", "CACHE READS"));
      sessions.forEach(session -> table.row(cells(reports, session)));
      table.print(output());
    }
  }

  private static String[] cells(SessionReports reports, Session session) {
    SessionUse use = session.use();
    TagCloud cloud = SessionFigures.cloud(reports, session);
    return new String[] {
      session.key().id(),
      session.key().keyId(),
      SessionFigures.second(use.last()),
      String.join(", ", cloud.top(TERMS).stream().map(CloudTag::form).toList()),
      TextTable.count(use.turns()),
      TextTable.count(use.requests()),
      TextTable.count(use.original()),
      TextTable.count(use.forwarded()),
      TextTable.count(use.original() - use.forwarded()),
      SessionFigures.percentText(use),
      TextTable.count(use.cacheRead())
    };
  }
}
