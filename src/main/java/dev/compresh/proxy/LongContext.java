package dev.compresh.proxy;

import dev.compresh.http.Headers;
import java.util.Arrays;

/**
 * Recognises requests for a window of a million tokens on models whose usual one is smaller:
 * Anthropic's beta header {@code context-1m-…} ("Context windows", 1M token context window), and
 * names that end in {@code [1m]}, as Claude Code writes them.
 */
final class LongContext {
  /** Tokens of the window that is asked for. */
  static final int TOKENS = 1_000_000;

  private static final String BETA = "context-1m-";
  private static final String SUFFIX = "[1m]";

  private LongContext() {}

  /** Returns whether a request with {@code headers} to {@code model} asks for that window. */
  static boolean isAsked(Headers headers, String model) {
    return model.endsWith(SUFFIX)
        || headers.all("anthropic-beta").stream()
            .flatMap(values -> Arrays.stream(values.split(",")))
            .anyMatch(value -> value.strip().startsWith(BETA));
  }
}
