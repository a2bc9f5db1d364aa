package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Prompt;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.provider.catalogue.ReasoningEffort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's Responses, with the ranges of its reference. */
final class ResponsesRules {
  private static final int TOP_LOGPROBS = 20;

  /** What says how an answer is made or kept, not what it is. */
  private static final List<String> OTHERS =
      List.of(
          "background",
          "client_metadata",
          "context_management",
          "conversation",
          "include",
          "previous_response_id",
          "prompt",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "service_tier",
          "stream_options",
          "user");

  private ResponsesRules() {}

  /** Those that {@code entry} takes. */
  static ParameterRules build(CatalogueEntry entry, Prompt prompt) {
    ModelFacts facts = entry.facts();
    ParameterRules parameterRules =
        new ParameterRules()
            .must("model", FieldRule.TEXT)
            .may("input", FieldRule.TEXT.orArray(new ConversationRule(facts, prompt)))
            .may("instructions", FieldRule.TEXT.orArray(FieldRule.ANY))
            .may(
                "max_output_tokens",
                FieldRule.integer(1, facts.maxOutput() > 0 ? facts.maxOutput() : Integer.MAX_VALUE))
            .may("metadata", ChatRules::metadata)
            .may("store", FieldRule.FLAG)
            .may("stream", FieldRule.FLAG)
            .may("truncation", FieldRule.word("auto", "disabled"))
            .may("text", text(facts));
    if (facts.sampling()) {
      parameterRules
          .may("temperature", FieldRule.number(0, 2))
          .may("top_p", FieldRule.number(0, 1))
          .may("top_logprobs", FieldRule.integer(0, TOP_LOGPROBS));
    }
    if (facts.can(ModelCapability.TOOLS)) {
      parameterRules
          .may("tools", ToolRules.OPEN_TOOLS)
          .may("tool_choice", ToolRules.RESPONSES_CHOICE)
          .may("parallel_tool_calls", FieldRule.FLAG)
          .may("max_tool_calls", FieldRule.integer(1, Integer.MAX_VALUE));
    }
    if (facts.can(ModelCapability.REASONING)) {
      parameterRules.may("reasoning", reasoning(facts));
    }
    return parameterRules.may(OTHERS).may(entry.parameters());
  }

  private static FieldRule text(ModelFacts facts) {
    ObjectShape objectShape =
        new ObjectShape().may("verbosity", FieldRule.word("low", "medium", "high"));
    FieldRule format =
        facts.can(ModelCapability.RESPONSE_FORMAT) ? FormatRule.RESPONSES : plainText();
    return objectShape.may("format", format);
  }

  /** SDKs send the default format too. */
  private static FieldRule plainText() {
    return (bodyField, at) ->
        bodyField.member("type").map(BodyField::text).orElse("").equals("text")
            ? null
            : ParameterViolation.unknown(
                at, "of a type other than text is not supported by this model.");
  }

  private static FieldRule reasoning(ModelFacts facts) {
    FieldRule effort =
        facts.efforts().any() ? FieldRule.word(ReasoningEffort.labels()) : ResponsesRules::noEffort;
    return new ObjectShape().may("effort", effort).open();
  }

  private static @Nullable ParameterViolation noEffort(BodyField bodyField, String at) {
    return ParameterViolation.unknown(at, "is not a parameter of this model.");
  }
}
