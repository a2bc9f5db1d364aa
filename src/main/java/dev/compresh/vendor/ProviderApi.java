package dev.compresh.vendor;

/** The APIs that a provider may serve, each with its path. */
public enum ProviderApi {
  CHAT("/chat/completions"),
  RESPONSES("/responses"),
  EMBEDDINGS("/embeddings"),
  MESSAGES("/messages"),
  COUNT_TOKENS("/messages/count_tokens"),
  TRANSCRIPTIONS("/audio/transcriptions"),
  SPEECH("/audio/speech"),
  VOICES("/voices");

  private final String path;

  ProviderApi(String path) {
    this.path = path;
  }

  /** The path below {@code /v1}. */
  public String path() {
    return path;
  }

  /** Returns whose API it is. */
  public ProviderKind kind() {
    return this == MESSAGES || this == COUNT_TOKENS ? ProviderKind.ANTHROPIC : ProviderKind.OPENAI;
  }
}
