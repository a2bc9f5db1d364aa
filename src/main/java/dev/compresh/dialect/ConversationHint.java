package dev.compresh.dialect;

import dev.compresh.json.JsonTokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what clients say about which conversation a body belongs to. A session's id names it
 * best; {@code prompt_cache_key} comes next, since some clients use one for all they do.
 */
final class ConversationHint {
  /** Longer values are no ids. */
  private static final int MAX_BYTES = 1_024;

  private static final String SESSION_IN_USER_ID = "_session_";
  private static final String SESSION_IN_JSON = "\"session_id\":";

  private @Nullable String conversation;
  private @Nullable String session;
  private @Nullable String cacheKey;

  /** The best of them, null where there is none. */
  @Nullable String best() {
    return conversation != null ? conversation : session != null ? session : cacheKey;
  }

  /** The conversation that the provider holds, null where there is none. */
  @Nullable String conversation() {
    return conversation;
  }

  /** Reads the value of a root member. */
  void member(String key, JsonTokenCursor jsonTokenCursor) {
    switch (key) {
      case "conversation" ->
          conversation = jsonTokenCursor.atObject() ? id(jsonTokenCursor) : value(jsonTokenCursor);
      case "session_id" -> session = value(jsonTokenCursor);
      case "prompt_cache_key" -> cacheKey = value(jsonTokenCursor);
      case "metadata" -> metadata(jsonTokenCursor);
      default -> jsonTokenCursor.skip();
    }
  }

  private static @Nullable String id(JsonTokenCursor jsonTokenCursor) {
    String id = null;
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (key.equals("id")) {
        id = value(jsonTokenCursor);
      } else {
        jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
    return id;
  }

  private void metadata(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "session_id", "conversation_id", "thread_id", "chat_id" ->
            session = value(jsonTokenCursor);
        case "user_id" -> {
          String user = value(jsonTokenCursor);
          String found = user == null ? null : sessionIn(user);
          session = found == null ? session : found;
        }
        default -> jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
  }

  /**
   * Claude Code writes its session into {@code metadata.user_id}: {@code
   * user_…_account_…_session_<id>}, in later versions a JSON object as text.
   */
  private static @Nullable String sessionIn(String user) {
    int at = user.lastIndexOf(SESSION_IN_USER_ID);
    if (at >= 0) {
      return nonEmpty(user.substring(at + SESSION_IN_USER_ID.length()));
    }
    int json = user.indexOf(SESSION_IN_JSON);
    if (json < 0) {
      return null;
    }
    int open = user.indexOf('"', json + SESSION_IN_JSON.length());
    int close = user.indexOf('"', open + 1);
    return open < 0 || close < 0 ? null : nonEmpty(user.substring(open + 1, close));
  }

  private static @Nullable String value(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atString()) {
      jsonTokenCursor.skip();
      return null;
    }
    String text = jsonTokenCursor.text();
    return jsonTokenCursor.skip().length() > MAX_BYTES ? null : nonEmpty(text);
  }

  private static @Nullable String nonEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
