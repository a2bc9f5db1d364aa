package dev.compresh.admin;

import dev.compresh.account.Principal;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.AdminTokens;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.CallerResolver;
import dev.compresh.admin.api.PeerAddress;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Callers by personal token ({@code Authorization: Bearer}) or by a session's cookie. A browser
 * sends its cookie with whatever any page makes it send, so with a cookie each change has to carry
 * the session's CSRF token too.
 */
public final class AdminCredentials implements CallerResolver {
  static final String CSRF = "x-csrf-token";
  private static final String SCHEME = "bearer ";

  private final AdminSessions sessions;
  private final AdminTokens tokens;

  public AdminCredentials(AdminSessions sessions, AdminTokens tokens) {
    this.sessions = sessions;
    this.tokens = tokens;
  }

  @Override
  public @Nullable Principal resolve(RequestHead head, PeerAddress peerAddress, boolean safe) {
    String authorization = head.headers().first("authorization");
    if (authorization != null) {
      String token =
          authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
              ? authorization.substring(SCHEME.length()).strip()
              : "";
      return tokens.find(token, peerAddress.address()).orElseThrow(ApiException::unauthenticated);
    }
    String cookie = SessionCookie.read(head.headers(), peerAddress.secure());
    if (cookie == null) {
      return null;
    }
    Principal principal =
        sessions.find(cookie, peerAddress.address()).orElseThrow(ApiException::unauthenticated);
    if (!safe && !csrf(head.headers(), cookie)) {
      throw ApiException.forbidden(
          "csrf_token_invalid",
          "X-CSRF-Token is missing or wrong. Send the token returned by sign-in and GET /admin/v1/me.");
    }
    return principal;
  }

  private static boolean csrf(Headers headers, String cookie) {
    String given = headers.first(CSRF);
    return given != null && AdminSessions.csrfMatches(cookie, given);
  }
}
