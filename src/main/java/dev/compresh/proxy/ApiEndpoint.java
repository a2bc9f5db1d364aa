package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.ModelPath;
import dev.compresh.vendor.ProviderApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoints, each with its path and its method. */
enum ApiEndpoint {
  CHAT(Dialect.CHAT.path(), ProviderApi.CHAT, Dialect.CHAT),
  MESSAGES(Dialect.MESSAGES.path(), ProviderApi.MESSAGES, Dialect.MESSAGES),
  COUNT_TOKENS("/v1/messages/count_tokens", ProviderApi.COUNT_TOKENS, Dialect.MESSAGES),
  RESPONSES(Dialect.RESPONSES.path(), ProviderApi.RESPONSES, Dialect.RESPONSES),
  /** A conversation made shorter by the provider itself. */
  COMPACT("/v1/responses/compact", ProviderApi.COMPACT, Dialect.RESPONSES),
  INPUT_TOKENS("/v1/responses/input_tokens", ProviderApi.INPUT_TOKENS, Dialect.RESPONSES),
  /** Text completions; streams and usage are those of chat. */
  COMPLETIONS("/v1/completions", ProviderApi.COMPLETIONS, Dialect.CHAT),
  EMBEDDINGS("/v1/embeddings", ProviderApi.EMBEDDINGS, null),
  /** Usage is that of responses. */
  IMAGES("/v1/images/generations", ProviderApi.IMAGES, Dialect.RESPONSES),
  MODERATIONS("/v1/moderations", ProviderApi.MODERATIONS, null),
  RERANK("/v1/rerank", ProviderApi.RERANK, null),
  /** A form with a file, too large to be held. */
  TRANSCRIPTIONS("/v1/audio/transcriptions", ProviderApi.TRANSCRIPTIONS, null),
  /** A form, likewise. */
  TRANSLATIONS("/v1/audio/translations", ProviderApi.TRANSLATIONS, null),
  SPEECH("/v1/audio/speech", ProviderApi.SPEECH, null),
  VOICES("/v1/voices", ProviderApi.VOICES, null),
  GENERATE_CONTENT(Dialect.GEMINI.path(), ProviderApi.GENERATE_CONTENT, Dialect.GEMINI),
  /** The same with an answer that comes in pieces. */
  STREAM_CONTENT(
      "/v1beta/models/{model}:streamGenerateContent", ProviderApi.GENERATE_CONTENT, Dialect.GEMINI),
  COUNT_CONTENT("/v1beta/models/{model}:countTokens", ProviderApi.COUNT_CONTENT, Dialect.GEMINI),
  GEMINI_MODELS("/v1beta/models", null, null),
  /** One model in Gemini's shape; its id is behind the path. */
  GEMINI_MODEL("/v1beta/models/", null, null),
  MODELS("/v1/models", null, null),
  /** One model; its id comes after the path. */
  MODEL("/v1/models/", null, null),
  KEY("/v1/key", null, null),
  HEALTH("/health", null, null),
  VERSIONED_HEALTH("/v1/health", null, null),
  LIVE("/health/live", null, null),
  READY("/health/ready", null, null);

  private static final List<ApiEndpoint> ALL = List.of(values());

  private final String path;
  private final @Nullable ProviderApi providerApi;

  @SuppressWarnings("ImmutableEnumChecker") // dialects have no state
  private final @Nullable Dialect dialect;

  ApiEndpoint(String path, @Nullable ProviderApi providerApi, @Nullable Dialect dialect) {
    this.path = path;
    this.providerApi = providerApi;
    this.dialect = dialect;
  }

  /**
   * The endpoint at {@code path}, compared byte for byte: what is spelled otherwise ({@code //},
   * {@code %2e}, {@code ;}, other case) is another path, and none of ours.
   */
  static @Nullable ApiEndpoint find(String path) {
    ModelPath modelPath = ModelPath.find(path).orElse(null);
    if (modelPath != null) {
      return switch (modelPath.action()) {
        case GENERATE -> GENERATE_CONTENT;
        case STREAM -> STREAM_CONTENT;
        case COUNT -> COUNT_CONTENT;
      };
    }
    for (ApiEndpoint apiEndpoint : ALL) {
      boolean here =
          (apiEndpoint == MODEL || apiEndpoint == GEMINI_MODEL)
              ? path.startsWith(apiEndpoint.path) && path.length() > apiEndpoint.path.length()
              : path.equals(apiEndpoint.path);
      if (here) {
        return apiEndpoint;
      }
    }
    return null;
  }

  String path() {
    return path;
  }

  /** The provider's API behind it, null where Compresh answers by itself. */
  @Nullable ProviderApi api() {
    return providerApi;
  }

  /** Returns how its bodies are read, null where they hold no conversation. */
  @Nullable Dialect dialect() {
    return dialect;
  }

  /** Returns whether providers write prompts to caches by themselves. */
  boolean isCacheAutomatic() {
    return dialect == null || dialect.isCacheAutomatic();
  }

  /**
   * Returns whether its prompts may be compressed; a count of tokens is about the prompt as it is.
   */
  boolean compresses() {
    return holdsConversation() && this != COUNT_TOKENS && this != COUNT_CONTENT;
  }

  /** Returns whether its bodies are conversations, which go on from request to request. */
  boolean holdsConversation() {
    return switch (this) {
      case CHAT, MESSAGES, COUNT_TOKENS, RESPONSES -> true;
      case GENERATE_CONTENT, STREAM_CONTENT, COUNT_CONTENT -> true;
      default -> false;
    };
  }

  /** Returns whether it counts tokens; no model reads the prompt. */
  boolean counts() {
    return this == COUNT_TOKENS || this == INPUT_TOKENS || this == COUNT_CONTENT;
  }

  /** Returns whether its bodies are forms with a file. */
  boolean isForm() {
    return this == TRANSCRIPTIONS || this == TRANSLATIONS;
  }

  /** Returns whether its streams end with a usage event where the request asks for one. */
  boolean hasStreamOptions() {
    return this == CHAT || this == COMPLETIONS;
  }

  /** Returns the model that the provider takes where the request names none; null for none. */
  @Nullable String defaultModel() {
    return switch (this) {
      case IMAGES -> "gpt-image-1";
      case MODERATIONS -> "omni-moderation-latest";
      default -> null;
    };
  }

  /** Returns whether providers want nothing for it: it is not metered. */
  boolean free() {
    return counts() || this == MODERATIONS || this == VOICES;
  }

  /** Returns whether it is answered without a key. */
  boolean open() {
    return switch (this) {
      case HEALTH, VERSIONED_HEALTH, LIVE, READY -> true;
      default -> false;
    };
  }

  /** Returns whether it is asked without a body. */
  boolean reads() {
    return providerApi == null || this == VOICES;
  }

  boolean takes(String method) {
    return reads() ? method.equals("GET") || method.equals("HEAD") : method.equals("POST");
  }

  /** The value of {@code Allow}. */
  String allow() {
    return reads() ? "GET, HEAD" : "POST";
  }

  /** Its name in metrics. */
  String label() {
    return path;
  }
}
