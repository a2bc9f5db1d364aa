package dev.compresh.provider;

import java.util.Locale;
import java.util.Set;

/** The kind of API that a provider serves. */
public enum ProviderKind {
  /** OpenAI, and all that are compatible with it. */
  OPENAI("https://api.openai.com/v1"),
  /** Anthropic, which also answers chat completions in OpenAI's shape. */
  ANTHROPIC("https://api.anthropic.com"),
  /** The simulated provider, which speaks all. */
  SIMULATED("");

  private final String baseUrl;

  ProviderKind(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  static ProviderKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns where it listens unless configured otherwise; empty for the simulated provider. */
  public String baseUrl() {
    return baseUrl;
  }

  Set<ProviderApi> apis() {
    return switch (this) {
      case OPENAI ->
          Set.of(
              ProviderApi.CHAT,
              ProviderApi.RESPONSES,
              ProviderApi.EMBEDDINGS,
              ProviderApi.TRANSCRIPTIONS,
              ProviderApi.SPEECH,
              ProviderApi.VOICES,
              ProviderApi.COMPACT,
              ProviderApi.INPUT_TOKENS,
              ProviderApi.COMPLETIONS,
              ProviderApi.IMAGES,
              ProviderApi.MODERATIONS,
              ProviderApi.RERANK,
              ProviderApi.TRANSLATIONS);
      case ANTHROPIC -> Set.of(ProviderApi.MESSAGES, ProviderApi.COUNT_TOKENS, ProviderApi.CHAT);
      case SIMULATED -> Set.of(ProviderApi.values());
    };
  }

  String label() {
    return this == OPENAI ? "OpenAI" : this == ANTHROPIC ? "Anthropic" : "simulated";
  }
}
