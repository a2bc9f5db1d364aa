package dev.compresh.cli.litellm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider as LiteLLM writes it in front of a model's name.
 *
 * @param kind the kind of provider here; "" where there is no counterpart
 * @param baseUrl where it listens; null for the kind's own address, or where the file must say it
 * @param keyVariable the variable that holds its key where the file names none; null for no key
 */
record ProviderPrefix(
    String name, String kind, @Nullable String baseUrl, @Nullable String keyVariable) {
  private static final String OPENAI = "openai";

  private static final Map<String, ProviderPrefix> KNOWN =
      Map.ofEntries(
          entry(OPENAI, null, "OPENAI_API_KEY"),
          Map.entry(
              "anthropic", new ProviderPrefix("anthropic", "anthropic", null, "ANTHROPIC_API_KEY")),
          entry("text-completion-openai", null, "OPENAI_API_KEY"),
          entry("azure", null, "AZURE_API_KEY"),
          entry("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
          entry("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
          entry("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
          entry("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
          entry("together_ai", "https://api.together.xyz/v1", "TOGETHERAI_API_KEY"),
          entry("fireworks_ai", "https://api.fireworks.ai/inference/v1", "FIREWORKS_AI_API_KEY"),
          entry("xai", "https://api.x.ai/v1", "XAI_API_KEY"),
          entry("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"),
          entry("deepinfra", "https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY"),
          entry(
              "gemini",
              "https://generativelanguage.googleapis.com/v1beta/openai",
              "GEMINI_API_KEY"),
          entry("ollama", "http://localhost:11434/v1", null),
          entry("ollama_chat", "http://localhost:11434/v1", null),
          entry("hosted_vllm", null, null),
          entry("lm_studio", null, null),
          entry("openai_like", null, null),
          entry("litellm_proxy", null, null));

  private static Map.Entry<String, ProviderPrefix> entry(
      String name, @Nullable String baseUrl, @Nullable String keyVariable) {
    return Map.entry(name, new ProviderPrefix(name, OPENAI, baseUrl, keyVariable));
  }

  /** Returns the provider that {@code model} begins with, or that its family belongs to. */
  static ProviderPrefix find(String model, boolean hasAddress) {
    int slash = model.indexOf('/');
    ProviderPrefix known = slash < 0 ? null : KNOWN.get(model.substring(0, slash));
    if (known != null) {
      return known;
    }
    if (slash > 0 && !hasAddress) {
      return new ProviderPrefix(model.substring(0, slash), "", null, null);
    }
    String family = model.startsWith("claude") ? "anthropic" : OPENAI;
    ProviderPrefix own = KNOWN.get(family);
    return own == null ? new ProviderPrefix(family, "", null, null) : own;
  }

  /** Returns the model's name without this prefix. */
  String upstream(String model) {
    return model.startsWith(name + "/") ? model.substring(name.length() + 1) : model;
  }

  boolean hasCounterpart() {
    return !kind.isEmpty();
  }

  /** Returns whether there is no address to be known but the file's. */
  boolean needsAddress() {
    return baseUrl == null
        && !name.equals(OPENAI)
        && !name.equals("anthropic")
        && !name.equals("text-completion-openai");
  }
}
