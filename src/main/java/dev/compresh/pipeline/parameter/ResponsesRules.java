package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.Capability;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.Effort;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.wire.Field;
import dev.compresh.wire.Prompt;
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
  static Rules of(CatalogueEntry entry, Prompt prompt) {
    ModelFacts facts = entry.facts();
    Rules rules =
        new Rules()
            .must("model", Rule.TEXT)
            .may("input", Rule.TEXT.orArray(new ConversationRule(facts, prompt)))
            .may("instructions", Rule.TEXT.orArray(Rule.ANY))
            .may(
                "max_output_tokens",
                Rule.integer(1, facts.maxOutput() > 0 ? facts.maxOutput() : Integer.MAX_VALUE))
            .may("metadata", ChatRules::metadata)
            .may("store", Rule.FLAG)
            .may("stream", Rule.FLAG)
            .may("truncation", Rule.word("auto", "disabled"))
            .may("text", text(facts));
    if (facts.sampling()) {
      rules
          .may("temperature", Rule.number(0, 2))
          .may("top_p", Rule.number(0, 1))
          .may("top_logprobs", Rule.integer(0, TOP_LOGPROBS));
    }
    if (facts.can(Capability.TOOLS)) {
      rules
          .may("tools", ToolRules.OPEN_TOOLS)
          .may("tool_choice", ToolRules.RESPONSES_CHOICE)
          .may("parallel_tool_calls", Rule.FLAG)
          .may("max_tool_calls", Rule.integer(1, Integer.MAX_VALUE));
    }
    if (facts.can(Capability.REASONING)) {
      rules.may("reasoning", reasoning(facts));
    }
    return rules.may(OTHERS).may(entry.parameters());
  }

  private static Rule text(ModelFacts facts) {
    Shape shape = new Shape().may("verbosity", Rule.word("low", "medium", "high"));
    Rule format = facts.can(Capability.RESPONSE_FORMAT) ? FormatRule.RESPONSES : plainText();
    return shape.may("format", format);
  }

  /** SDKs send the default format too. */
  private static Rule plainText() {
    return (field, at) ->
        field.member("type").map(Field::text).orElse("").equals("text")
            ? null
            : Violation.unknown(at, "of another type than text is no parameter of this model.");
  }

  private static Rule reasoning(ModelFacts facts) {
    Rule effort = facts.efforts().any() ? Rule.word(Effort.labels()) : ResponsesRules::noEffort;
    return new Shape().may("effort", effort).open();
  }

  private static @Nullable Violation noEffort(Field field, String at) {
    return Violation.unknown(at, "is no parameter of this model.");
  }
}
