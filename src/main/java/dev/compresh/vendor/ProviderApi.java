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
  TRANSLATIONS("/audio/translations"),
  /** Gemini's own API, streamed or not: the path also names the model and the method. */
  GENERATE_CONTENT("/models"),
  COUNT_CONTENT("/models");

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
    return switch (this) {
      case MESSAGES, COUNT_TOKENS -> ProviderKind.ANTHROPIC;
      case GENERATE_CONTENT, COUNT_CONTENT -> ProviderKind.GEMINI;
      default -> ProviderKind.OPENAI;
    };
  }

  /** Returns whether it is worth a hint where another API is not served. */
  public boolean isSuggested() {
    return switch (this) {
      case CHAT, RESPONSES, EMBEDDINGS, MESSAGES, TRANSCRIPTIONS, SPEECH, VOICES -> true;
      case GENERATE_CONTENT -> true;
      default -> false;
    };
  }
}
