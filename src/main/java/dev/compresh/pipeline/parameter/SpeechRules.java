package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.wire.Field;
import org.jspecify.annotations.Nullable;

/** Fields of OpenAI's speech. */
final class SpeechRules {
  private static final int LONGEST_INPUT = 4_096;

  private SpeechRules() {}

  /** Those that {@code entry} takes. */
  static Rules of(CatalogueEntry entry) {
    return new Rules()
        .must("model", Rule.TEXT)
        .must("input", SpeechRules::input)
        .must("voice", Rule.TEXT.orObject(new Shape().must("id", Rule.TEXT)))
        .may("instructions", Rule.TEXT)
        .may("response_format", Rule.word("mp3", "opus", "aac", "flac", "wav", "pcm"))
        .may("speed", Rule.number(0.25, 4))
        .may("stream_format", Rule.word("sse", "audio"))
        .may(entry.parameters());
  }

  private static @Nullable Violation input(Field field, String at) {
    int length = field.text().length();
    return length > 0 && length <= LONGEST_INPUT
        ? null
        : Violation.value(at, "must be a text of 1 to " + LONGEST_INPUT + " characters.");
  }
}
