package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.provider.catalogue.CatalogueEntry;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's transcriptions: of a form, so that all values are texts. */
final class TranscriptionRules {
  private static final int MOST = 100;

  private TranscriptionRules() {}

  /** Those that {@code entry} takes. */
  static ParameterRules build(CatalogueEntry entry) {
    FieldRule words = FieldRule.word("word", "segment");
    ParameterRules parameterRules =
        new ParameterRules()
            .must("model", FieldRule.TEXT)
            .may("language", FieldRule.TEXT)
            .may("prompt", FieldRule.TEXT)
            .may(
                "response_format",
                FieldRule.word("json", "text", "srt", "verbose_json", "vtt", "diarized_json"))
            .may("stream", FieldRule.word("true", "false"))
            .may("temperature", TranscriptionRules::temperature);
    for (String end : new String[] {"", "[]"}) {
      parameterRules
          .may("timestamp_granularities" + end, words.orArray(FieldRule.array(MOST, words)))
          .may("include" + end, FieldRule.ANY)
          .may("known_speaker_names" + end, FieldRule.ANY)
          .may("known_speaker_references" + end, FieldRule.ANY);
    }
    parameterRules.may("chunking_strategy", FieldRule.TEXT);
    for (String part :
        new String[] {"type", "threshold", "prefix_padding_ms", "silence_duration_ms"}) {
      parameterRules.may("chunking_strategy[" + part + "]", FieldRule.TEXT);
    }
    return parameterRules.may(entry.parameters());
  }

  private static @Nullable ParameterViolation temperature(BodyField bodyField, String at) {
    try {
      double value = Double.parseDouble(bodyField.text());
      return value >= 0 && value <= 1 ? null : outOfRange(at);
    } catch (NumberFormatException e) {
      return outOfRange(at);
    }
  }

  private static ParameterViolation outOfRange(String at) {
    return ParameterViolation.value(at, "must be a number from 0 to 1.");
  }
}
