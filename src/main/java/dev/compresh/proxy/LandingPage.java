package dev.compresh.proxy;

import dev.compresh.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers {@code GET /} on the clients' port, where people look first: what this is, and where its
 * dashboard is. All else goes on.
 */
public final class LandingPage implements RequestHandler {
  private final RequestHandler next;
  private final String version;
  private final String dashboard;

  /**
   * @param version of the program
   * @param dashboard where browsers find the dashboard, as a URL
   */
  public LandingPage(RequestHandler next, String version, String dashboard) {
    this.next = next;
    this.version = version;
    this.dashboard = dashboard;
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    boolean reads = head.method().equals("GET") || head.method().equals("HEAD");
    return head.path().equals("/") && reads ? landing(head) : next.admit(head);
  }

  private BodyOutcome.LocalReply landing(RequestHead head) {
    String accept = head.headers().first("accept");
    String wanted = accept == null ? "application/json" : accept.toLowerCase(Locale.ROOT);
    if (wanted.contains("text/html")) {
      return reply(
          "text/html; charset=utf-8",
          "<!doctype html><html lang=\"en\"><title>Compresh</title><p>Compresh "
              + version
              + " is running. Clients connect here. The dashboard is at <a href=\""
              + dashboard
              + "\">"
              + dashboard
              + "</a>.</p></html>\n");
    }
    if (wanted.contains("application/json")) {
      return reply(
          "application/json",
          "{\"name\":\"Compresh\",\"version\":\""
              + version
              + "\",\"dashboard\":\""
              + dashboard
              + "\",\"health\":\"/health\",\"models\":\"/v1/models\"}");
    }
    return reply(
        "text/plain; charset=utf-8",
        "Compresh " + version + " is running. Dashboard: " + dashboard + "\n");
  }

  private static BodyOutcome.LocalReply reply(String type, String text) {
    return new BodyOutcome.LocalReply(
        200,
        Headers.of(
            "content-type", type,
            "cache-control", "no-store",
            "vary", "Accept",
            "x-content-type-options", "nosniff",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
