package dev.compresh.proxy;

import dev.compresh.dialect.ModelPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a path that is none of ours what is wrong with the client's base URL: a version too
 * many or too few, a slash at its end, or a path of its own.
 */
final class BaseUrlHint {
  private static final List<String> OPENAI =
      List.of(
          "/chat/completions",
          "/responses",
          "/completions",
          "/embeddings",
          "/audio/transcriptions",
          "/audio/speech",
          "/images/generations",
          "/moderations",
          "/rerank",
          "/models");
  private static final List<String> ANTHROPIC = List.of("/messages", "/messages/count_tokens");

  private BaseUrlHint() {}

  /** Returns the error for {@code path}, with the cure where one is known. */
  static ApiError explain(String path) {
    if (ModelPath.isAction(path)) {
      return ApiErrors.wrongBaseUrl(
          "/v1beta/models/MODEL" + path.substring(path.lastIndexOf(':')),
          "Set the client's base URL to this server's address without /v1beta, such as"
              + " http://localhost:8080.");
    }
    String ending = ending(path, ANTHROPIC);
    boolean anthropic = ending != null;
    if (ending == null) {
      ending = ending(path, OPENAI);
    }
    if (ending == null) {
      return ApiErrors.unknownEndpoint();
    }
    return ApiErrors.wrongBaseUrl(
        "/v1" + ending,
        anthropic
            ? "Set the client's base URL to this server's address without /v1, such as"
                + " http://localhost:8080."
            : "Set the client's base URL to this server's address with /v1 once at its end, such as"
                + " http://localhost:8080/v1.");
  }

  /** Returns whether the client that sent {@code head} reads errors in Anthropic's shape. */
  static boolean speaksAnthropic(RequestHead head) {
    if (head.path().startsWith("/v1/messages")) {
      return true;
    }
    return ApiEndpoint.find(head.path()) == null
        && (head.headers().first("anthropic-version") != null
            || ending(head.path(), ANTHROPIC) != null);
  }

  private static @Nullable String ending(String path, List<String> endings) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    String whole = path.substring(0, end);
    for (String ending : endings) {
      if (whole.endsWith(ending)) {
        return ending;
      }
    }
    return null;
  }
}
