package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.provider.catalogue.CatalogueEntry;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's speech. */
final class SpeechRules {
  private static final int LONGEST_INPUT = 4_096;

  private SpeechRules() {}

  /** Those that {@code entry} takes. */
  static ParameterRules build(CatalogueEntry entry) {
    return new ParameterRules()
        .must("model", FieldRule.TEXT)
        .must("input", SpeechRules::input)
        .must("voice", FieldRule.TEXT.orObject(new ObjectShape().must("id", FieldRule.TEXT)))
        .may("instructions", FieldRule.TEXT)
        .may("response_format", FieldRule.word("mp3", "opus", "aac", "flac", "wav", "pcm"))
        .may("speed", FieldRule.number(0.25, 4))
        .may("stream_format", FieldRule.word("sse", "audio"))
        .may(entry.parameters());
  }

  private static @Nullable ParameterViolation input(BodyField bodyField, String at) {
    int length = bodyField.text().length();
    return length > 0 && length <= LONGEST_INPUT
        ? null
        : ParameterViolation.value(
            at, "must be a string of 1 to " + LONGEST_INPUT + " characters.");
  }
}
