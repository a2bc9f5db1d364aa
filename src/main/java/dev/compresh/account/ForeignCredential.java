package dev.compresh.account;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A credential in a request that is not a key of Compresh: a provider's key, or the token of a
 * login. Short placeholders, which clients send where they can't leave a header out, are none.
 */
public record ForeignCredential(CredentialOwner owner) {
  private static final String BEARER = "bearer ";
  private static final int SHORTEST = 20;

  /** Whose it is, as far as its beginning tells. */
  public enum CredentialOwner {
    ANTHROPIC,
    OPENAI,
    GOOGLE,
    UNKNOWN
  }

  /**
   * Finds the first one in {@code headers}, else in the parameter {@code key} of {@code query}.
   *
   * @param query null where it has none, or where no key may stand in it
   */
  public static Optional<ForeignCredential> find(Headers headers, @Nullable String query) {
    return find(headers).or(() -> findIn(query));
  }

  private static Optional<ForeignCredential> findIn(@Nullable String query) {
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        String value = parameter.startsWith("key=") ? parameter.substring("key=".length()) : "";
        if (isCredential(value)) {
          return Optional.of(new ForeignCredential(owner(value)));
        }
      }
    }
    return Optional.empty();
  }

  /** Finds the first one in {@code headers}. */
  public static Optional<ForeignCredential> find(Headers headers) {
    for (Header header : headers) {
      String value =
          switch (header.name().toLowerCase(Locale.ROOT)) {
            case "authorization" -> bearer(header.value().strip());
            case "x-api-key", "api-key", "x-goog-api-key" -> header.value().strip();
            default -> "";
          };
      if (isCredential(value)) {
        return Optional.of(new ForeignCredential(owner(value)));
      }
    }
    return Optional.empty();
  }

  private static boolean isCredential(String value) {
    boolean ours = value.startsWith(KeyFormat.PREFIX);
    boolean whole = value.length() >= SHORTEST && value.chars().noneMatch(c -> c <= ' ');
    return !ours && (whole || value.startsWith("sk-ant-"));
  }

  private static CredentialOwner owner(String value) {
    if (value.startsWith("sk-ant-")) {
      return CredentialOwner.ANTHROPIC;
    }
    if (value.startsWith("AIza") || value.startsWith("ya29.") || value.startsWith("AQ.")) {
      return CredentialOwner.GOOGLE;
    }
    boolean token = value.startsWith("eyJ") && value.indexOf('.') > 0;
    return token || value.startsWith("sk-proj-") || value.startsWith("sk-svcacct-")
        ? CredentialOwner.OPENAI
        : CredentialOwner.UNKNOWN;
  }

  /** Other schemes are for what is in front of Compresh. */
  private static String bearer(String value) {
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? value.substring(BEARER.length()).strip()
        : "";
  }
}
