package dev.compresh.admin;

import dev.compresh.admin.api.AdminApi;
import dev.compresh.admin.api.AdminReplies;
import dev.compresh.admin.web.WebFiles;
import dev.compresh.http.Headers;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.HealthAnswers;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import java.nio.charset.StandardCharsets;

/**
 * Answers the administration port: health, metrics, the API under {@code /admin/v1}, and the
 * dashboard.
 */
public final class AdminHandler implements RequestHandler {
  private static final Headers PROMETHEUS =
      Headers.of("content-type", "text/plain; version=0.0.4; charset=utf-8");

  private final HealthAnswers health;
  private final Metrics metrics;
  private final AdminApi api;
  private final WebFiles web = new WebFiles();

  public AdminHandler(HealthAnswers health, Metrics metrics, AdminApi api) {
    this.health = health;
    this.metrics = metrics;
    this.api = api;
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    return switch (head.path()) {
      case "/health", "/health/live", "/health/ready", "/metrics" ->
          AdminReplies.guarded(open(head));
      default -> page(head);
    };
  }

  private HeadAdmission page(RequestHead head) {
    BodyOutcome.LocalReply page = web.answer(head);
    return page == null ? api.admit(head) : AdminReplies.guarded(page);
  }

  private BodyOutcome.LocalReply open(RequestHead head) {
    if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
      return AdminReplies.problem(
          ApiError.of(
              405,
              "invalid_request_error",
              "method_not_allowed",
              "This endpoint accepts only GET and HEAD."),
          Headers.of("allow", "GET, HEAD"));
    }
    return switch (head.path()) {
      case "/health" -> health.health();
      case "/health/live" -> health.live();
      case "/health/ready" -> health.ready();
      default -> metrics(head);
    };
  }

  private BodyOutcome.LocalReply metrics(RequestHead head) {
    if (!api.harmless(head)) {
      return AdminReplies.problem(
          ApiError.of(
              403,
              "permission_error",
              "host_not_allowed",
              "Unknown host name. Add it to admin.hosts."),
          Headers.NONE);
    }
    return new BodyOutcome.LocalReply(
        200, PROMETHEUS, metrics.text().getBytes(StandardCharsets.UTF_8));
  }
}
