package dev.compresh.pipeline;

import dev.compresh.provider.Api;
import dev.compresh.wire.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoints, each with its path and its method. */
enum Endpoint {
  CHAT("/v1/chat/completions", Api.CHAT, Dialect.CHAT),
  MESSAGES("/v1/messages", Api.MESSAGES, Dialect.MESSAGES),
  COUNT_TOKENS("/v1/messages/count_tokens", Api.COUNT_TOKENS, Dialect.MESSAGES),
  RESPONSES("/v1/responses", Api.RESPONSES, Dialect.RESPONSES),
  EMBEDDINGS("/v1/embeddings", Api.EMBEDDINGS, null),
  /** A form with a file, too large to be held. */
  TRANSCRIPTIONS("/v1/audio/transcriptions", Api.TRANSCRIPTIONS, null),
  SPEECH("/v1/audio/speech", Api.SPEECH, null),
  VOICES("/v1/voices", Api.VOICES, null),
  MODELS("/v1/models", null, null),
  /** One model; its id stands behind the path. */
  MODEL("/v1/models/", null, null),
  KEY("/v1/key", null, null),
  HEALTH("/health", null, null),
  VERSIONED_HEALTH("/v1/health", null, null),
  LIVE("/health/live", null, null),
  READY("/health/ready", null, null);

  private static final List<Endpoint> ALL = List.of(values());

  private final String path;
  private final @Nullable Api api;
  private final @Nullable Dialect dialect;

  Endpoint(String path, @Nullable Api api, @Nullable Dialect dialect) {
    this.path = path;
    this.api = api;
    this.dialect = dialect;
  }

  /**
   * The endpoint at {@code path}, compared byte for byte: what is spelled otherwise ({@code //},
   * {@code %2e}, {@code ;}, other case) is another path, and none of ours.
   */
  static @Nullable Endpoint at(String path) {
    for (Endpoint endpoint : ALL) {
      boolean here =
          endpoint == MODEL
              ? path.startsWith(endpoint.path) && path.length() > endpoint.path.length()
              : path.equals(endpoint.path);
      if (here) {
        return endpoint;
      }
    }
    return null;
  }

  String path() {
    return path;
  }

  /** The provider's API behind it, null where Compresh answers by itself. */
  @Nullable Api api() {
    return api;
  }

  /** How its bodies are read, null where they hold no conversation. */
  @Nullable Dialect dialect() {
    return dialect;
  }

  /** Whether its prompts may be compressed; a count of tokens is about the prompt as it is. */
  boolean compresses() {
    return dialect != null && this != COUNT_TOKENS;
  }

  /** Whether providers want nothing for it: it is not metered. */
  boolean free() {
    return this == COUNT_TOKENS || this == VOICES;
  }

  /** Whether it is answered without a key. */
  boolean open() {
    return switch (this) {
      case HEALTH, VERSIONED_HEALTH, LIVE, READY -> true;
      default -> false;
    };
  }

  /** Whether it is asked without a body. */
  boolean reads() {
    return api == null || this == VOICES;
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
