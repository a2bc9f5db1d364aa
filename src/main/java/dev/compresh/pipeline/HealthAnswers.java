package dev.compresh.pipeline;

import dev.compresh.pipeline.Handler.Outcome.Reply;
import dev.compresh.wire.Headers;
import java.nio.charset.StandardCharsets;

/** Health: of the program, of the process, and whether it takes requests. */
public final class HealthAnswers {
  private static final Headers FRESH = Headers.of("cache-control", "no-store");

  private final String version;
  private final Readiness readiness;

  public HealthAnswers(String version, Readiness readiness) {
    this.version = version;
    this.readiness = readiness;
  }

  public Reply health() {
    return status(200, "ok");
  }

  public Reply live() {
    return status(200, "ok");
  }

  /** 503, with the reason, while the store takes nothing or the program is stopping. */
  public Reply ready() {
    String reason = readiness.reason();
    return reason.isEmpty()
        ? status(200, "ok")
        : json(503, "\"status\":\"unavailable\",\"reason\":\"" + reason + "\"");
  }

  boolean stopping() {
    return readiness.stopping();
  }

  private Reply status(int status, String word) {
    return json(status, "\"status\":\"" + word + "\"");
  }

  private Reply json(int status, String fields) {
    String json = "{" + fields + ",\"version\":\"" + version + "\"}";
    return Replies.json(status, json.getBytes(StandardCharsets.UTF_8), FRESH);
  }
}
