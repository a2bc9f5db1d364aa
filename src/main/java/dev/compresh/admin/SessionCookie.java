package dev.compresh.admin;

import dev.compresh.http.Headers;
import java.time.Duration;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that holds a session's token. Over TLS its name has the prefix {@code __Host-}, by
 * which browsers let no other host or path set it.
 */
public final class SessionCookie {
  private static final String NAME = "compresh_session";
  private static final String SECURE_NAME = "__Host-" + NAME;

  private SessionCookie() {}

  private static String name(boolean secure) {
    return secure ? SECURE_NAME : NAME;
  }

  /** The token that is sent, or null. */
  public static @Nullable String read(Headers headers, boolean secure) {
    return read(headers, name(secure));
  }

  /** The value of the cookie {@code name}, or null. */
  static @Nullable String read(Headers headers, String name) {
    for (String line : headers.all("cookie")) {
      StringTokenizer cookies = new StringTokenizer(line, ";");
      while (cookies.hasMoreTokens()) {
        String cookie = cookies.nextToken().strip();
        if (cookie.startsWith(name) && cookie.startsWith("=", name.length())) {
          return cookie.substring(name.length() + 1);
        }
      }
    }
    return null;
  }

  static Headers set(String token, boolean secure, Duration life) {
    return line(token, secure, life.toSeconds());
  }

  static Headers remove(boolean secure) {
    return line("", secure, 0);
  }

  private static Headers line(String value, boolean secure, long seconds) {
    return Headers.of(
        "set-cookie",
        name(secure)
            + "="
            + value
            + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
            + seconds
            + (secure ? "; Secure" : ""));
  }
}
