package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
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

  public LocalReply health() {
    return status(200, "ok");
  }

  public LocalReply live() {
    return status(200, "ok");
  }

  /** 503, with the reason, while the store takes nothing or the program is stopping. */
  public LocalReply ready() {
    String reason = readiness.reason();
    return reason.isEmpty()
        ? status(200, "ok")
        : json(503, "\"status\":\"unavailable\",\"reason\":\"" + reason + "\"");
  }

  boolean stopping() {
    return readiness.stopping();
  }

  private LocalReply status(int status, String word) {
    return json(status, "\"status\":\"" + word + "\"");
  }

  private LocalReply json(int status, String fields) {
    String json = "{" + fields + ",\"version\":\"" + version + "\"}";
    return ReplyFactory.json(status, json.getBytes(StandardCharsets.UTF_8), FRESH);
  }
}
