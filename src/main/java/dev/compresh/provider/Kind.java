package dev.compresh.provider;

import java.util.Locale;
import java.util.Set;

/** What a provider speaks. */
public enum Kind {
  /** OpenAI, and all that are compatible with it. */
  OPENAI("https://api.openai.com/v1"),
  /** Anthropic, which also answers chat completions in OpenAI's shape. */
  ANTHROPIC("https://api.anthropic.com"),
  /** The simulated provider, which speaks all. */
  SIMULATED("");

  private final String baseUrl;

  Kind(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  static Kind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Where it listens unless configured otherwise; empty for the simulated provider. */
  public String baseUrl() {
    return baseUrl;
  }

  Set<Api> apis() {
    return switch (this) {
      case OPENAI ->
          Set.of(
              Api.CHAT, Api.RESPONSES, Api.EMBEDDINGS, Api.TRANSCRIPTIONS, Api.SPEECH, Api.VOICES);
      case ANTHROPIC -> Set.of(Api.MESSAGES, Api.COUNT_TOKENS, Api.CHAT);
      case SIMULATED -> Set.of(Api.values());
    };
  }

  String label() {
    return this == OPENAI ? "OpenAI" : this == ANTHROPIC ? "Anthropic" : "simulated";
  }
}
