package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.Effort;
import dev.compresh.provider.catalogue.SupportedParameters;
import dev.compresh.wire.Field;
import dev.compresh.wire.Prompt;
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
  static Rules of(CatalogueEntry entry, Prompt prompt) {
    Map<String, Rule> known = known(entry.facts().maxOutput());
    Rules rules =
        new Rules()
            .must("model", Rule.TEXT)
            .must("messages", new ConversationRule(entry.facts(), prompt));
    for (String name : SupportedParameters.of(entry)) {
      rules.may(name, known.getOrDefault(name, Rule.ANY));
    }
    return rules;
  }

  private static Map<String, Rule> known(int maxOutput) {
    Rule length = Rule.integer(1, maxOutput > 0 ? maxOutput : Integer.MAX_VALUE);
    Map<String, Rule> known = new HashMap<>();
    known.put("max_tokens", length);
    known.put("max_completion_tokens", length);
    known.put("temperature", Rule.number(0, 2));
    known.put("top_p", Rule.number(0, 1));
    known.put("presence_penalty", Rule.number(-2, 2));
    known.put("frequency_penalty", Rule.number(-2, 2));
    known.put("n", Rule.integer(1, CHOICES));
    known.put("seed", Rule.integer());
    known.put("stop", Rule.TEXT.orArray(Rule.array(STOPS, Rule.TEXT)));
    known.put("logit_bias", ChatRules::bias);
    known.put("logprobs", Rule.FLAG);
    known.put("top_logprobs", Rule.integer(0, TOP_LOGPROBS));
    known.put("stream", Rule.FLAG);
    known.put(
        "stream_options",
        new Shape().may("include_usage", Rule.FLAG).may("include_obfuscation", Rule.FLAG));
    known.put("user", Rule.TEXT);
    known.put("safety_identifier", Rule.TEXT);
    known.put("prompt_cache_key", Rule.TEXT);
    known.put("metadata", ChatRules::metadata);
    known.put("response_format", FormatRule.CHAT);
    known.put("tools", ToolRules.CHAT_TOOLS);
    known.put("tool_choice", ToolRules.CHAT_CHOICE);
    known.put("parallel_tool_calls", Rule.FLAG);
    known.put("reasoning_effort", Rule.word(Effort.labels()));
    return known;
  }

  private static @Nullable Violation bias(Field field, String at) {
    boolean fits =
        field.is(Field.Kind.OBJECT)
            && field.members().stream().allMatch(m -> Math.abs(m.number()) <= 100);
    return fits
        ? null
        : Violation.value(at, "must be an object of tokens with numbers from -100 to 100.");
  }

  /** OpenAI's bounds: 16 pairs, names up to 64 characters, values up to 512. */
  static @Nullable Violation metadata(Field field, String at) {
    List<Field> pairs = field.members();
    boolean fits =
        field.is(Field.Kind.OBJECT)
            && pairs.size() <= PAIRS
            && pairs.stream()
                .allMatch(
                    p ->
                        p.is(Field.Kind.STRING)
                            && p.name().length() <= 64
                            && p.text().length() <= 512);
    return fits
        ? null
        : Violation.value(
            at, "must be an object of at most 16 strings: names up to 64, values up to 512 long.");
  }
}
