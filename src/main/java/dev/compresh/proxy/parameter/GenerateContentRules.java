package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of Gemini's generateContent, with the ranges of its reference. */
final class GenerateContentRules {
  private static final int MOST_CANDIDATES = 8;

  private GenerateContentRules() {}

  /** Those that {@code entry} takes; each may be written in either of the API's two ways. */
  static ParameterRules build(CatalogueEntry entry) {
    ModelFacts facts = entry.facts();
    FieldRule generation = (bodyField, at) -> generation(facts, bodyField, at);
    ParameterRules parameterRules =
        new ParameterRules()
            .must(
                "contents",
                FieldRule.OBJECT.orArray(FieldRule.array(Integer.MAX_VALUE, FieldRule.OBJECT)))
            .may("systemInstruction", FieldRule.OBJECT)
            .may("system_instruction", FieldRule.OBJECT)
            .may("generationConfig", generation)
            .may("generation_config", generation)
            .may("cachedContent", FieldRule.TEXT)
            .may("cached_content", FieldRule.TEXT)
            .may("model", FieldRule.TEXT);
    if (facts.can(ModelCapability.TOOLS)) {
      parameterRules
          .may("tools", FieldRule.OBJECT.orArray(ToolRules.OPEN_TOOLS))
          .may("toolConfig", FieldRule.OBJECT)
          .may("tool_config", FieldRule.OBJECT);
    }
    return parameterRules
        .may(
            List.of(
                "safetySettings",
                "safety_settings",
                "labels",
                "serviceTier",
                "service_tier",
                "store"))
        .may(entry.parameters());
  }

  private static @Nullable ParameterViolation generation(
      ModelFacts facts, BodyField bodyField, String at) {
    ParameterViolation found = FieldRule.OBJECT.check(bodyField, at);
    int longest = facts.maxOutput() > 0 ? facts.maxOutput() : Integer.MAX_VALUE;
    Map<String, FieldRule> rules =
        Map.of(
            "maxOutputTokens", FieldRule.integer(1, longest),
            "max_output_tokens", FieldRule.integer(1, longest),
            "candidateCount", FieldRule.integer(1, MOST_CANDIDATES),
            "candidate_count", FieldRule.integer(1, MOST_CANDIDATES),
            "temperature", FieldRule.number(0, 2),
            "topP", FieldRule.number(0, 1),
            "top_p", FieldRule.number(0, 1),
            "thinkingConfig", FieldRule.OBJECT,
            "thinking_config", FieldRule.OBJECT);
    for (BodyField member : bodyField.members()) {
      FieldRule rule = rules.getOrDefault(member.name(), FieldRule.ANY).orNull();
      found = found == null ? rule.check(member, at + "." + member.name()) : found;
    }
    return found;
  }
}
