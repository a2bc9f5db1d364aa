package dev.compresh.proxy.edge;

import dev.compresh.config.CrossOriginConfig;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.ReplyFactory;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Answers what needs no key (preflights of browsers, upgrades to WebSocket), and passes all else
 * on: with the path that is meant, and with the lines that let an allowed page read the answer.
 */
public final class EdgeHandler implements RequestHandler {
  private static final byte[] EMPTY = new byte[0];

  private final RequestHandler next;
  private final CrossOriginPolicy policy;

  public EdgeHandler(RequestHandler next, CrossOriginConfig crossOrigin) {
    this.next = next;
    this.policy = new CrossOriginPolicy(crossOrigin);
  }

  @Override
  public HeadAdmission admit(RequestHead head) {
    String origin = head.headers().first("origin");
    boolean allowed = policy.allows(origin);
    if (isPreflight(head)) {
      return preflight(head, allowed ? origin : null);
    }
    HeadAdmission admission = isUpgrade(head) ? upgradeRefusal(head) : admitted(head);
    return origin != null && allowed
        ? ExtendedAdmission.extend(admission, CrossOriginPolicy.answerHeaders(origin))
        : admission;
  }

  private HeadAdmission admitted(RequestHead head) {
    AzurePath azure = AzurePath.parse(head.path());
    return azure == null ? next.admit(head) : azure.admit(head, next);
  }

  private static boolean isPreflight(RequestHead head) {
    return head.method().equals("OPTIONS")
        && head.headers().first("origin") != null
        && head.headers().first("access-control-request-method") != null;
  }

  private static HeadAdmission preflight(RequestHead head, @Nullable String origin) {
    return origin == null
        ? ReplyFactory.problem(
            ApiError.of(
                403,
                "permission_error",
                "origin_not_allowed",
                "Web pages of this origin are not allowed. The operator can add the origin to"
                    + " cors.origins (COMPRESH_CORS_ORIGINS)."),
            head,
            Headers.of("vary", "Origin"))
        : new BodyOutcome.LocalReply(
            204, CrossOriginPolicy.preflightHeaders(origin, head.headers()), EMPTY);
  }

  /** Lines of WebSocket reach beyond the connection, {@code Upgrade} itself does not. */
  private static boolean isUpgrade(RequestHead head) {
    return head.headers().first("sec-websocket-key") != null
        || head.headers().first("sec-websocket-version") != null;
  }

  private static HeadAdmission upgradeRefusal(RequestHead head) {
    return ReplyFactory.problem(
        ApiError.of(
            426,
            "invalid_request_error",
            "websocket_not_supported",
            "WebSocket is not supported here. Send the request over HTTP: POST /v1/responses with"
                + " \"stream\": true."),
        head,
        Headers.of("upgrade", "HTTP/1.1", "connection", "upgrade"));
  }
}
