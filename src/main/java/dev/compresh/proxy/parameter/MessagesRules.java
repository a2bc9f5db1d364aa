package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Prompt;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of Anthropic's Messages, with the ranges of its reference. */
final class MessagesRules {
  /** What says how an answer is made or kept, not what it is. */
  private static final List<String> OTHERS =
      List.of(
          "cache_control",
          "container",
          "context_management",
          "inference_geo",
          "mcp_servers",
          "service_tier",
          "speed");

  private MessagesRules() {}

  /**
   * Those that {@code entry} takes.
   *
   * @param counting whether tokens are to be counted, so that no answer needs a bound
   */
  static ParameterRules build(CatalogueEntry entry, Prompt prompt, boolean counting) {
    ModelFacts facts = entry.facts();
    FieldRule length =
        FieldRule.integer(1, facts.maxOutput() > 0 ? facts.maxOutput() : Integer.MAX_VALUE);
    ParameterRules parameterRules =
        new ParameterRules()
            .must("model", FieldRule.TEXT)
            .must("messages", new ConversationRule(facts, prompt))
            .may(
                "system",
                FieldRule.TEXT.orArray(FieldRule.array(Integer.MAX_VALUE, FieldRule.OBJECT)))
            .may("metadata", FieldRule.OBJECT)
            .may("stop_sequences", FieldRule.array(Integer.MAX_VALUE, FieldRule.TEXT))
            .may("stream", FieldRule.FLAG);
    if (counting) {
      parameterRules.may("max_tokens", length);
    } else {
      parameterRules.must("max_tokens", length);
    }
    if (facts.sampling()) {
      parameterRules
          .may("temperature", FieldRule.number(0, 1))
          .may("top_p", FieldRule.number(0, 1))
          .may("top_k", FieldRule.integer(0, Integer.MAX_VALUE));
    }
    if (facts.can(ModelCapability.TOOLS)) {
      parameterRules.may("tools", ToolRules.OPEN_TOOLS).may("tool_choice", MessagesRules::choice);
    }
    if (facts.can(ModelCapability.REASONING)) {
      parameterRules.may("thinking", MessagesRules::thinking);
    }
    return parameterRules
        .may("output_config", FieldRule.OBJECT)
        .may("output_format", FieldRule.OBJECT)
        .may(OTHERS)
        .may(entry.parameters());
  }

  private static @Nullable ParameterViolation choice(BodyField bodyField, String at) {
    String type = bodyField.member("type").map(BodyField::text).orElse("");
    return List.of("auto", "any", "tool", "none").contains(type)
        ? null
        : ParameterViolation.value(at + ".type", "must be one of auto, any, tool, none.");
  }

  private static @Nullable ParameterViolation thinking(BodyField bodyField, String at) {
    String type = bodyField.member("type").map(BodyField::text).orElse("");
    BodyField budget = bodyField.member("budget_tokens").orElse(null);
    return switch (type) {
      case "disabled", "adaptive" -> null;
      case "enabled" ->
          budget == null
              ? null
              : FieldRule.integer(1_024, Integer.MAX_VALUE).check(budget, at + ".budget_tokens");
      default ->
          ParameterViolation.value(at + ".type", "must be one of enabled, adaptive, disabled.");
    };
  }
}
