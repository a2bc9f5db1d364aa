package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.wire.Field;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's transcriptions: of a form, so that all values are texts. */
final class TranscriptionRules {
  private static final int MOST = 100;

  private TranscriptionRules() {}

  /** Those that {@code entry} takes. */
  static Rules of(CatalogueEntry entry) {
    Rule words = Rule.word("word", "segment");
    Rules rules =
        new Rules()
            .must("model", Rule.TEXT)
            .may("language", Rule.TEXT)
            .may("prompt", Rule.TEXT)
            .may(
                "response_format",
                Rule.word("json", "text", "srt", "verbose_json", "vtt", "diarized_json"))
            .may("stream", Rule.word("true", "false"))
            .may("temperature", TranscriptionRules::temperature);
    for (String end : new String[] {"", "[]"}) {
      rules
          .may("timestamp_granularities" + end, words.orArray(Rule.array(MOST, words)))
          .may("include" + end, Rule.ANY)
          .may("known_speaker_names" + end, Rule.ANY)
          .may("known_speaker_references" + end, Rule.ANY);
    }
    rules.may("chunking_strategy", Rule.TEXT);
    for (String part :
        new String[] {"type", "threshold", "prefix_padding_ms", "silence_duration_ms"}) {
      rules.may("chunking_strategy[" + part + "]", Rule.TEXT);
    }
    return rules.may(entry.parameters());
  }

  private static @Nullable Violation temperature(Field field, String at) {
    try {
      double value = Double.parseDouble(field.text());
      return value >= 0 && value <= 1 ? null : outside(at);
    } catch (NumberFormatException e) {
      return outside(at);
    }
  }

  private static Violation outside(String at) {
    return Violation.value(at, "must be a number from 0 to 1.");
  }
}
