package dev.compresh.proxy.passthrough;

import dev.compresh.vendor.ProviderKind;
import org.jspecify.annotations.Nullable;

/** The families of endpoints that are passed on, by the beginning of their paths below /v1. */
enum PassThroughFamily {
  RESPONSES("responses", ProviderKind.OPENAI, false, false),
  CONVERSATIONS("conversations", ProviderKind.OPENAI, false, false),
  STORED_CHATS("chat/completions", ProviderKind.OPENAI, false, false),
  MESSAGE_BATCHES("messages/batches", ProviderKind.ANTHROPIC, true, true),
  FILES("files", null, false, true),
  UPLOADS("uploads", ProviderKind.OPENAI, false, false),
  BATCHES("batches", ProviderKind.OPENAI, true, true),
  SKILLS("skills", null, false, true),
  VECTOR_STORES("vector_stores", ProviderKind.OPENAI, true, true),
  CONTAINERS("containers", ProviderKind.OPENAI, true, true),
  IMAGES("images", ProviderKind.OPENAI, true, false),
  AUDIO("audio", ProviderKind.OPENAI, true, true),
  VIDEOS("videos", ProviderKind.OPENAI, true, true),
  FINE_TUNING("fine_tuning", ProviderKind.OPENAI, true, true),
  EVALS("evals", ProviderKind.OPENAI, true, true),
  ASSISTANTS("assistants", ProviderKind.OPENAI, false, true),
  THREADS("threads", ProviderKind.OPENAI, true, false),
  /** Requests that only the operator's rule lets through. */
  OTHER("", null, true, true);

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // kinds have no state
  private final @Nullable ProviderKind kind;

  private final boolean costs;
  private final boolean lists;

  PassThroughFamily(String path, @Nullable ProviderKind kind, boolean costs, boolean lists) {
    this.path = path;
    this.kind = kind;
    this.costs = costs;
    this.lists = lists;
  }

  /** The beginning of its paths, without slashes at both ends. */
  String path() {
    return path;
  }

  /** Whose it is; null where more than one vendor has it. */
  @Nullable ProviderKind kind() {
    return kind;
  }

  /** Returns whether what is made there may cost something that no price is known for. */
  boolean costs() {
    return costs;
  }

  /** Returns whether its beginning alone lists what the whole account holds. */
  boolean lists() {
    return lists;
  }

  /** Its name in metrics and events. */
  String label() {
    return this == OTHER ? "other" : "/v1/" + path;
  }
}
