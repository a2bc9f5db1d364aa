package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Prompt;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ReasoningEffort;
import dev.compresh.provider.catalogue.SupportedParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chat Completions' fields, with the ranges of OpenAI's reference. */
final class ChatRules {
  private static final int STOPS = 4;
  private static final int CHOICES = 128;
  private static final int TOP_LOGPROBS = 20;
  private static final int PAIRS = 16;

  private ChatRules() {}

  /** Those that {@code entry} takes. */
  static ParameterRules build(CatalogueEntry entry, Prompt prompt) {
    Map<String, FieldRule> known = known(entry.facts().maxOutput());
    ParameterRules parameterRules =
        new ParameterRules()
            .must("model", FieldRule.TEXT)
            .must("messages", new ConversationRule(entry.facts(), prompt));
    for (String name : SupportedParameters.list(entry)) {
      parameterRules.may(name, known.getOrDefault(name, FieldRule.ANY));
    }
    return parameterRules;
  }

  private static Map<String, FieldRule> known(int maxOutput) {
    FieldRule length = FieldRule.integer(1, maxOutput > 0 ? maxOutput : Integer.MAX_VALUE);
    Map<String, FieldRule> known = new HashMap<>();
    known.put("max_tokens", length);
    known.put("max_completion_tokens", length);
    known.put("temperature", FieldRule.number(0, 2));
    known.put("top_p", FieldRule.number(0, 1));
    known.put("presence_penalty", FieldRule.number(-2, 2));
    known.put("frequency_penalty", FieldRule.number(-2, 2));
    known.put("n", FieldRule.integer(1, CHOICES));
    known.put("seed", FieldRule.integer());
    known.put("stop", FieldRule.TEXT.orArray(FieldRule.array(STOPS, FieldRule.TEXT)));
    known.put("logit_bias", ChatRules::bias);
    known.put("logprobs", FieldRule.FLAG);
    known.put("top_logprobs", FieldRule.integer(0, TOP_LOGPROBS));
    known.put("stream", FieldRule.FLAG);
    known.put(
        "stream_options",
        new ObjectShape()
            .may("include_usage", FieldRule.FLAG)
            .may("include_obfuscation", FieldRule.FLAG));
    known.put("user", FieldRule.TEXT);
    known.put("safety_identifier", FieldRule.TEXT);
    known.put("prompt_cache_key", FieldRule.TEXT);
    known.put("metadata", ChatRules::metadata);
    known.put("response_format", FormatRule.CHAT);
    known.put("tools", ToolRules.CHAT_TOOLS);
    known.put("tool_choice", ToolRules.CHAT_CHOICE);
    known.put("parallel_tool_calls", FieldRule.FLAG);
    known.put("reasoning_effort", FieldRule.word(ReasoningEffort.labels()));
    return known;
  }

  private static @Nullable ParameterViolation bias(BodyField bodyField, String at) {
    boolean fits =
        bodyField.is(BodyField.FieldKind.OBJECT)
            && bodyField.members().stream().allMatch(m -> Math.abs(m.number()) <= 100);
    return fits
        ? null
        : ParameterViolation.value(
            at, "must be an object of tokens with numbers from -100 to 100.");
  }

  /** OpenAI's bounds: 16 pairs, names up to 64 characters, values up to 512. */
  static @Nullable ParameterViolation metadata(BodyField bodyField, String at) {
    List<BodyField> pairs = bodyField.members();
    boolean fits =
        bodyField.is(BodyField.FieldKind.OBJECT)
            && pairs.size() <= PAIRS
            && pairs.stream()
                .allMatch(
                    p ->
                        p.is(BodyField.FieldKind.STRING)
                            && p.name().length() <= 64
                            && p.text().length() <= 512);
    return fits
        ? null
        : ParameterViolation.value(
            at, "must be an object of at most 16 strings: names up to 64, values up to 512 long.");
  }
}
