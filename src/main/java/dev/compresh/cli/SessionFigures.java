package dev.compresh.cli;

import dev.compresh.compression.topics.CloudBytes;
import dev.compresh.compression.topics.CloudTag;
import dev.compresh.compression.topics.TagCloud;
import dev.compresh.session.Session;
import dev.compresh.session.SessionReports;
import dev.compresh.session.SessionState;
import dev.compresh.session.SessionUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A session's figures and terms, as commands show them. */
final class SessionFigures {
  private SessionFigures() {}

  /** The terms kept of a session; none where nothing is kept, or by another version. */
  static TagCloud cloud(SessionReports reports, Session session) {
    SessionState state = reports.state(session.key());
    return state == null ? TagCloud.EMPTY : CloudBytes.read(state.version(), state.bytes()).cloud();
  }

  static Map<String, Object> fields(Session session) {
    SessionUse use = session.use();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", session.key().id());
    fields.put("key", session.key().keyId());
    fields.put("first_seen", use.first().toString());
    fields.put("last_seen", use.last().toString());
    fields.put("requests", use.requests());
    fields.put("turns", use.turns());
    fields.put("original_tokens", use.original());
    fields.put("optimized_tokens", use.forwarded());
    fields.put("saved_tokens", use.original() - use.forwarded());
    fields.put("savings_percent", percent(use));
    fields.put("cache_read_tokens", use.cacheRead());
    return fields;
  }

  /** Terms with their share of the heaviest one's weight, 1 to 100. */
  static List<Map<String, Object>> tags(TagCloud cloud, int most) {
    return cloud.top(most).stream()
        .map(
            cloudTag ->
                Map.<String, Object>of("term", cloudTag.form(), "weight", share(cloud, cloudTag)))
        .toList();
  }

  /** In percent of the heaviest term's weight, at least 1. */
  static long share(TagCloud cloud, CloudTag cloudTag) {
    return Math.max(1, 100 * cloudTag.weight() / cloud.tags().getFirst().weight());
  }

  static double percent(SessionUse use) {
    return use.original() == 0 ? 0 : 100.0 * (use.original() - use.forwarded()) / use.original();
  }

  static String percentText(SessionUse use) {
    return String.format(Locale.ROOT, "%.1f", percent(use));
  }

  static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }
}
