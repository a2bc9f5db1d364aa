package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.Capability;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.wire.Field;
import dev.compresh.wire.Prompt;
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
  static Rules of(CatalogueEntry entry, Prompt prompt, boolean counting) {
    ModelFacts facts = entry.facts();
    Rule length = Rule.integer(1, facts.maxOutput() > 0 ? facts.maxOutput() : Integer.MAX_VALUE);
    Rules rules =
        new Rules()
            .must("model", Rule.TEXT)
            .must("messages", new ConversationRule(facts, prompt))
            .may("system", Rule.TEXT.orArray(Rule.array(Integer.MAX_VALUE, Rule.OBJECT)))
            .may("metadata", Rule.OBJECT)
            .may("stop_sequences", Rule.array(Integer.MAX_VALUE, Rule.TEXT))
            .may("stream", Rule.FLAG);
    if (counting) {
      rules.may("max_tokens", length);
    } else {
      rules.must("max_tokens", length);
    }
    if (facts.sampling()) {
      rules
          .may("temperature", Rule.number(0, 1))
          .may("top_p", Rule.number(0, 1))
          .may("top_k", Rule.integer(0, Integer.MAX_VALUE));
    }
    if (facts.can(Capability.TOOLS)) {
      rules.may("tools", ToolRules.OPEN_TOOLS).may("tool_choice", MessagesRules::choice);
    }
    if (facts.can(Capability.REASONING)) {
      rules.may("thinking", MessagesRules::thinking);
    }
    return rules
        .may("output_config", Rule.OBJECT)
        .may("output_format", Rule.OBJECT)
        .may(OTHERS)
        .may(entry.parameters());
  }

  private static @Nullable Violation choice(Field field, String at) {
    String type = field.member("type").map(Field::text).orElse("");
    return List.of("auto", "any", "tool", "none").contains(type)
        ? null
        : Violation.value(at + ".type", "must be one of auto, any, tool, none.");
  }

  private static @Nullable Violation thinking(Field field, String at) {
    String type = field.member("type").map(Field::text).orElse("");
    Field budget = field.member("budget_tokens").orElse(null);
    return switch (type) {
      case "disabled", "adaptive" -> null;
      case "enabled" ->
          budget == null
              ? null
              : Rule.integer(1_024, Integer.MAX_VALUE).check(budget, at + ".budget_tokens");
      default -> Violation.value(at + ".type", "must be one of enabled, adaptive, disabled.");
    };
  }
}
