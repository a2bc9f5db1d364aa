package dev.compresh.provider;

/** The APIs that a provider may serve, each with its path. */
public enum Api {
  CHAT("/chat/completions"),
  RESPONSES("/responses"),
  EMBEDDINGS("/embeddings"),
  MESSAGES("/messages"),
  COUNT_TOKENS("/messages/count_tokens"),
  TRANSCRIPTIONS("/audio/transcriptions"),
  SPEECH("/audio/speech"),
  VOICES("/voices");

  private final String path;

  Api(String path) {
    this.path = path;
  }

  /** The path below {@code /v1}. */
  public String path() {
    return path;
  }

  /** Whose API it is. */
  Kind kind() {
    return this == MESSAGES || this == COUNT_TOKENS ? Kind.ANTHROPIC : Kind.OPENAI;
  }
}
