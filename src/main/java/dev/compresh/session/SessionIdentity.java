package dev.compresh.session;

import dev.compresh.dialect.Prompt;
import dev.compresh.http.Headers;
import dev.compresh.session.SessionName.InvalidSessionName;
import dev.compresh.session.SessionName.NamedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session of a request: as the client names it, else derived from the key and the
 * conversation's beginning.
 */
public final class SessionIdentity {
  private static final int LONGEST = 128;

  /**
   * Headers of clients that name their session without being asked: Claude Code, Codex (with a
   * hyphen since 2026, with an underscore before).
   */
  private static final List<String> CLIENTS =
      List.of("x-claude-code-session-id", "session-id", "session_id");

  private SessionIdentity() {}

  /** Looks at {@code X-Session-Id} alone, as far as the head tells; null where it is fine. */
  public static @Nullable InvalidSessionName refuse(Headers headers) {
    String own = headers.first("x-session-id");
    return own == null || own.isEmpty() || valid(own)
        ? null
        : new InvalidSessionName(
            "X-Session-Id is not valid. Send 1 to "
                + LONGEST
                + " characters of A-Z a-z 0-9 _ . : -");
  }

  /**
   * The session of a request.
   *
   * @param keyId the calling key's public id
   * @param prompt the body, null where it holds no conversation
   */
  public static SessionName identify(Headers headers, String keyId, @Nullable Prompt prompt) {
    SessionName named = asNamed(headers);
    return named != null ? named : new NamedSession(DerivedSessionId.derive(keyId, prompt));
  }

  /**
   * As above; sessions whose ids were derived otherwise keep them.
   *
   * @param earlier those sessions
   */
  public static SessionName identify(
      Headers headers, String keyId, @Nullable Prompt prompt, EarlierSessions earlier) {
    if (!earlier.isEmpty() && asNamed(headers) == null) {
      String id = EarlierSessionId.id(keyId, prompt);
      if (earlier.has(new SessionKey(keyId, id))) {
        return new NamedSession(id);
      }
    }
    return identify(headers, keyId, prompt);
  }

  /** Returns what the client says of it; null where it says nothing. */
  private static @Nullable SessionName asNamed(Headers headers) {
    InvalidSessionName refused = refuse(headers);
    if (refused != null) {
      return refused;
    }
    String own = headers.first("x-session-id");
    if (own != null && !own.isEmpty()) {
      return new NamedSession(own);
    }
    for (String name : CLIENTS) {
      String value = headers.first(name);
      if (value != null && valid(value)) {
        return new NamedSession(value);
      }
    }
    return null;
  }

  private static boolean valid(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && "_.:-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
