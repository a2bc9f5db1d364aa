package dev.compresh.admin;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of a sign-in under way at the identity provider. The provider's page sends the browser
 * back, so unlike the session's it has to come along from another site.
 */
final class FlowCookie {
  private static final String NAME = "compresh_oidc";

  private FlowCookie() {}

  static @Nullable String read(Headers headers, boolean secure) {
    return SessionCookie.read(headers, name(secure));
  }

  static Header set(String value, boolean secure, Duration life) {
    return new Header(
        "set-cookie",
        name(secure)
            + "="
            + value
            + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
            + life.toSeconds()
            + (secure ? "; Secure" : ""));
  }

  static Header remove(boolean secure) {
    return set("", secure, Duration.ZERO);
  }

  private static String name(boolean secure) {
    return secure ? "__Host-" + NAME : NAME;
  }
}
