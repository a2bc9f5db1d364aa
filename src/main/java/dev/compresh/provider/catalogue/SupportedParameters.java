package dev.compresh.provider.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a chat request that a model takes, besides {@code model} and {@code messages}:
 * those of every chat, the sampling controls, and what follows from its capabilities.
 */
public final class SupportedParameters {
  private static final List<String> EVERY =
      List.of(
          "max_tokens",
          "max_completion_tokens",
          "stop",
          "stream",
          "stream_options",
          "n",
          "seed",
          "user",
          "metadata",
          "safety_identifier",
          "prompt_cache_key");

  private static final List<String> SAMPLING =
      List.of(
          "temperature",
          "top_p",
          "presence_penalty",
          "frequency_penalty",
          "logit_bias",
          "logprobs",
          "top_logprobs");

  private static final List<String> TOOLS = List.of("tools", "tool_choice", "parallel_tool_calls");

  private SupportedParameters() {}

  /** Of {@code entry}; empty for what is not chat. */
  public static List<String> list(CatalogueEntry entry) {
    ModelFacts facts = entry.facts();
    if (!facts.type().chat()) {
      return List.of();
    }
    List<String> out = new ArrayList<>(EVERY);
    if (facts.sampling()) {
      out.addAll(SAMPLING);
    }
    if (facts.can(ModelCapability.TOOLS)) {
      out.addAll(TOOLS);
    }
    if (facts.can(ModelCapability.RESPONSE_FORMAT)) {
      out.add("response_format");
    }
    if (facts.can(ModelCapability.REASONING_EFFORT)) {
      out.add("reasoning_effort");
    }
    entry.parameters().stream().filter(name -> !out.contains(name)).forEach(out::add);
    return List.copyOf(out);
  }
}
