package dev.compresh.token;

import java.util.List;
import java.util.Locale;

/** Finds the tokenizer for a model's name, with or without a provider prefix. */
final class TokenizerNames {
  private static final List<String> O200K =
      List.of("gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "gpt-oss", "chatgpt-", "codex-mini");

  private static final List<String> CL100K =
      List.of("gpt-4", "gpt-3.5", "gpt-35", "text-embedding-", "davinci-002", "babbage-002");

  private TokenizerNames() {}

  /** The counter for a name, and whether it is the model's own. */
  enum TokenizerKind {
    O200K,
    CL100K,
    ESTIMATE
  }

  static TokenizerKind kind(String model) {
    String name = bare(model);
    if (startsWithAny(name, O200K) || isReasoning(name)) {
      return TokenizerKind.O200K;
    }
    return startsWithAny(name, CL100K) ? TokenizerKind.CL100K : TokenizerKind.ESTIMATE;
  }

  /** The family of a model; its own name counts before its provider's. */
  static ModelFamily family(String model) {
    String name = bare(model);
    ModelFamily own = familyIn(name);
    return own == ModelFamily.OTHER ? familyIn(model.toLowerCase(Locale.ROOT)) : own;
  }

  private static ModelFamily familyIn(String text) {
    if (isReasoning(text) || containsAny(text, "gpt", "openai", "text-embedding-", "codex-")) {
      return ModelFamily.GPT;
    }
    if (containsAny(text, "claude", "anthropic")) {
      return ModelFamily.CLAUDE;
    }
    if (containsAny(text, "gemini", "gemma", "google")) {
      return ModelFamily.GEMINI;
    }
    if (containsAny(
        text, "mistral", "mixtral", "codestral", "devstral", "magistral", "ministral")) {
      return ModelFamily.MISTRAL;
    }
    if (containsAny(text, "llama")) { // before those whose models were distilled into a Llama
      return ModelFamily.LLAMA;
    }
    if (containsAny(text, "qwen", "qwq")) {
      return ModelFamily.QWEN;
    }
    if (containsAny(text, "deepseek")) {
      return ModelFamily.DEEPSEEK;
    }
    return containsAny(text, "grok", "x-ai/", "xai/") ? ModelFamily.GROK : ModelFamily.OTHER;
  }

  /** OpenAI's reasoning models: o1, o3-pro, o4-mini and the like. */
  private static boolean isReasoning(String name) {
    return name.length() >= 2
        && name.charAt(0) == 'o'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '9'
        && (name.length() == 2 || name.charAt(2) == '-');
  }

  /** The name alone, in lower case: no provider before it, no mark of a fine-tuned model. */
  private static String bare(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.startsWith("ft:") ? name.substring(3) : name;
  }

  private static boolean startsWithAny(String name, List<String> starts) {
    return starts.stream().anyMatch(name::startsWith);
  }

  private static boolean containsAny(String text, String... parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
