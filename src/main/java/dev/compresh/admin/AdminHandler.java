package dev.compresh.admin;

import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.Handler;
import dev.compresh.pipeline.HealthAnswers;
import dev.compresh.pipeline.RequestHead;
import dev.compresh.wire.ErrorBody;
import dev.compresh.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Answers the administration port. Nothing here takes a body or changes anything. */
public final class AdminHandler implements Handler {
  private static final Headers JSON = Headers.of("content-type", "application/json");
  private static final Headers PROMETHEUS =
      Headers.of("content-type", "text/plain; version=0.0.4; charset=utf-8");

  private final HealthAnswers health;
  private final Metrics metrics;
  private final Supplier<Status> status;

  public AdminHandler(HealthAnswers health, Metrics metrics, Supplier<Status> status) {
    this.health = health;
    this.metrics = metrics;
    this.status = status;
  }

  @Override
  public Admission admit(RequestHead head) {
    boolean reads = head.method().equals("GET") || head.method().equals("HEAD");
    return switch (head.path()) {
      case "/health", "/health/live", "/health/ready", "/metrics", Status.PATH ->
          reads ? answer(head.path()) : wrongMethod();
      default ->
          problem(
              404,
              "unknown_endpoint",
              "This is the administration port: /health, /health/live, /health/ready, /metrics.",
              JSON);
    };
  }

  private Outcome.Reply answer(String path) {
    return switch (path) {
      case "/health" -> health.health();
      case "/health/live" -> health.live();
      case "/health/ready" -> health.ready();
      case "/metrics" ->
          new Outcome.Reply(200, PROMETHEUS, metrics.text().getBytes(StandardCharsets.UTF_8));
      default -> new Outcome.Reply(200, JSON, status.get().json());
    };
  }

  private static Outcome.Reply wrongMethod() {
    return problem(
        405,
        "method_not_allowed",
        "This endpoint takes GET and HEAD only.",
        Headers.of("content-type", "application/json", "allow", "GET, HEAD"));
  }

  private static Outcome.Reply problem(int status, String code, String message, Headers headers) {
    byte[] body = ErrorBody.json(null, "invalid_request_error", code, message, null);
    return new Outcome.Reply(status, headers, body);
  }
}
