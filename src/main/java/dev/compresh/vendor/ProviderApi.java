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
  VOICES("/voices"),
  COMPACT("/responses/compact"),
  INPUT_TOKENS("/responses/input_tokens"),
  COMPLETIONS("/completions"),
  IMAGES("/images/generations"),
  MODERATIONS("/moderations"),
  RERANK("/rerank"),
  TRANSLATIONS("/audio/translations");

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

  /** Returns whether it is worth a hint where another API is not served. */
  public boolean isSuggested() {
    return switch (this) {
      case CHAT, RESPONSES, EMBEDDINGS, MESSAGES, TRANSCRIPTIONS, SPEECH, VOICES -> true;
      default -> false;
    };
  }
}
