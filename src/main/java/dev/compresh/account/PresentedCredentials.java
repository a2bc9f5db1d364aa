package dev.compresh.account;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the credentials of a request. Clients that can't leave one of the headers out fill it
 * with a placeholder, so the first that looks like a key of Compresh counts, else the first at all.
 * Which of two different keys is meant nobody can say: one may be checked here and another one be
 * trusted elsewhere, so that such a request is refused.
 */
final class PresentedCredentials {
  private static final String SCHEME = "bearer ";
  private static final String QUERY_KEY = "key=";

  private @Nullable String credential;
  private @Nullable String key;
  private @Nullable String compared;
  private int authorizations;
  private boolean conflicting;

  private PresentedCredentials() {}

  /**
   * Those of a request.
   *
   * @param query as it was sent, without the question mark; a key of Compresh in it counts
   */
  static PresentedCredentials of(Headers headers, @Nullable String query) {
    PresentedCredentials found = new PresentedCredentials();
    for (Header header : headers) {
      switch (header.name().toLowerCase(Locale.ROOT)) {
        case "authorization" -> {
          found.authorizations++;
          found.add(token(header.value()));
        }
        case "x-api-key", "api-key", "x-compresh-key", "x-goog-api-key" ->
            found.add(header.value().strip());
        default -> {}
      }
    }
    found.addQuery(query == null ? "" : query);
    return found;
  }

  /** The credential that counts, null where there is none. */
  @Nullable String credential() {
    return key != null ? key : credential;
  }

  /** Returns whether {@code Authorization} is there twice, the same or not. */
  boolean isAuthorizationRepeated() {
    return authorizations > 1;
  }

  /** Returns whether two different keys of Compresh were sent. */
  boolean isConflicting() {
    return conflicting;
  }

  private void add(String value) {
    credential = credential == null ? value : credential;
    compare(value);
    if (key == null && isKey(value)) {
      key = value;
    }
  }

  private void compare(String value) {
    if (isKey(value)) {
      conflicting |= compared != null && !compared.equals(value);
      compared = value;
    }
  }

  private void addQuery(String query) {
    StringTokenizer parameters = new StringTokenizer(query, "&");
    while (parameters.hasMoreTokens()) {
      String parameter = parameters.nextToken();
      if (parameter.startsWith(QUERY_KEY)) {
        String value = decoded(parameter.substring(QUERY_KEY.length()));
        if (isKey(value)) {
          add(value);
        }
      }
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static boolean isKey(String value) {
    return value.startsWith(KeyFormat.PREFIX);
  }

  private static String token(String value) {
    String text = value.strip();
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? text.substring(SCHEME.length()).strip()
        : text;
  }
}
