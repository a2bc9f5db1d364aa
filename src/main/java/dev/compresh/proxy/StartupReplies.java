package dev.compresh.proxy;

import dev.compresh.http.Headers;

/** Answers on both ports while the program waits for its store: alive, and not ready. */
public final class StartupReplies implements RequestHandler {
  private static final Headers SOON = Headers.of("retry-after", "1");

  private final HealthAnswers health;

  public StartupReplies(HealthAnswers health) {
    this.health = health;
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    return switch (head.path()) {
      case "/health" -> health.health();
      case "/health/live" -> health.live();
      case "/health/ready" -> health.ready();
      default -> ReplyFactory.problem(ApiErrors.storeDown(), head, SOON);
    };
  }
}
