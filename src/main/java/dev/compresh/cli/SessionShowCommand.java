package dev.compresh.cli;

import dev.compresh.account.InvalidField;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.MasterKeys;
import dev.compresh.compression.topics.TagCloud;
import dev.compresh.session.Session;
import dev.compresh.session.SessionReports;
import dev.compresh.session.StateSeal;
import dev.compresh.store.Database;
import dev.compresh.usage.SessionRequest;
import dev.compresh.usage.SessionRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh session show}: one session's figures, terms and requests. */
@Command(
    name = "show",
    description = "Show a session: its tokens, topics and last requests.",
    mixinStandardHelpOptions = true)
final class SessionShowCommand extends StoreCommand {
  /** Terms of the cloud. */
  private static final int TERMS = 64;

  private static final int ALL = 10_000;
  private static final int CANDIDATES = 6;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description =
          "Id of the session, as in the header X-Compresh-Session-Id, or its first characters.")
  String id = "";

  @Option(
      names = "--key",
      paramLabel = "ID",
      description = "Key of the session, needed if several keys have a session with this id.")
  @Nullable String key;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "20",
      description = "Number of last requests to show, 0 for all (default: ${DEFAULT-VALUE}).")
  int requests;

  @Option(names = "--json", description = "Print JSON, with all requests.")
  boolean json;

  @Override
  void run(Database database) {
    SessionReports reports =
        new SessionReports(database, new StateSeal(MasterKeys.open(config(), database)));
    Session session = one(reports);
    int most = json || requests <= 0 ? ALL : requests;
    List<SessionRequest> rows =
        new SessionRequests(database).list(session.key().keyId(), session.key().id(), most);
    TagCloud cloud = SessionFigures.cloud(reports, session);
    if (json) {
      json(session, cloud, rows);
    } else {
      new SessionPage(output()).print(session, cloud.top(TERMS), rows);
    }
  }

  private Session one(SessionReports reports) {
    List<Session> found = new ArrayList<>(id.isEmpty() ? List.of() : reports.find(id, CANDIDATES));
    if (key != null) {
      found.removeIf(session -> !session.key().keyId().equals(key));
    }
    if (found.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "No such session. 'compresh session list' shows those of the last seven days.");
    }
    if (found.size() > 1) {
      StringBuilder names = new StringBuilder();
      found.forEach(
          session ->
              names
                  .append("\n  ")
                  .append(session.key().id())
                  .append(" --key ")
                  .append(session.key().keyId()));
      throw new InvalidField("id", "Several sessions match. Name one of:" + names);
    }
    return found.getFirst();
  }

  private void json(Session session, TagCloud cloud, List<SessionRequest> rows) {
    Map<String, Object> fields = SessionFigures.fields(session);
    fields.put("models", SessionPage.models(rows));
    fields.put("tags", SessionFigures.tags(cloud, TERMS));
    fields.put("history", rows.stream().map(SessionShowCommand::fields).toList());
    output().println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields));
  }

  private static Map<String, Object> fields(SessionRequest row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", row.time().toString());
    fields.put("model", row.model());
    fields.put("status", row.status());
    fields.put("original_tokens", row.original());
    fields.put("optimized_tokens", row.forwarded());
    fields.put("saved_tokens", row.saved());
    fields.put("input_tokens", row.input());
    fields.put("cache_read_tokens", row.cacheRead());
    fields.put("cache_write_tokens", row.cacheWrite());
    fields.put("output_tokens", row.output());
    fields.put("saved_by_layer", row.savedByLayer());
    return fields;
  }
}
